"""What the convolution with gaps and groups is tried with."""

import numpy as np

from heldout.authoring import credit, laws, point


def tolerance(arguments):
    """float32 carries seven digits, and the order of a long sum is free."""
    return (1e-3, 1e-4) if arguments["x"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """One to three groups of several channels, kernels that are not square, every option."""
    (images,) = draw.sizes("N", most=3)
    options = draw.options(stride=(2, 3, 1), padding=(1, 2, 0), dilation=(2, 3, 1), groups=(2, 3))
    groups, dilation = options.get("groups", 1), options.get("dilation", 1)
    each_in, each_out = draw.one_of((1, 1), (2, 3), (3, 2), (1, 2), (2, 1))
    kernel = draw.one_of((2, 1), (1, 2), (2, 3), (3, 2), (1, 3), (2, 2))
    frame = 2 * options.get("padding", 0)
    height, width = (max(1, dilation * (k - 1) + 1 - frame) + draw.integer(0, 3) for k in kernel)
    kind = draw.dtype("float64", "float32")
    arguments = {
        "x": draw.numbers(images, groups * each_in, height, width, centre=1.0, dtype=kind),
        "weight": draw.numbers(groups * each_out, each_in, *kernel, dtype=kind),
    }
    if draw.chance(0.6):
        arguments["bias"] = draw.numbers(groups * each_out, spread=3.0, dtype=kind)
    return {**arguments, **options}


def _ramp(*shape):
    """Numbers that differ from entry to entry and are not symmetric in any way."""
    return np.round(np.arange(1.0, 1.0 + np.prod(shape)).reshape(shape) ** 1.5 / 5.0 - 3.0, 1)


_APART = "Neighbouring entries of the kernel are `dilation` pixels apart; 1 means no gaps."
_BLOCKS = "the input channels are cut into G **blocks** of neighbours, and the output channels too"
_OWN = "Output channels of block g see only the input channels of block g."
_FITS = "Windows that do not fit completely are dropped. At least one fits."
_DIFFER = "where K_h and K_w may differ"
_BIAS = "`bias` has the shape (C_out,), or is `None`."
_FLIP = "The kernel is not flipped."

POINTS = {
    "a plain convolution": point(_FLIP, x=_ramp(2, 3, 4, 5), weight=_ramp(2, 3, 2, 3)),
    "gaps of one pixel": point(_APART, x=_ramp(1, 1, 5, 6), weight=_ramp(1, 1, 2, 3), dilation=2),
    "gaps in one direction only": point(
        _DIFFER, x=_ramp(1, 1, 5, 5), weight=_ramp(1, 1, 3, 1), dilation=2
    ),
    "a kernel of one pixel has no gaps": point(
        _APART, x=_ramp(1, 2, 2, 3), weight=_ramp(3, 2, 1, 1), dilation=4
    ),
    "the gaps just fit": point(_FITS, x=_ramp(1, 1, 7, 4), weight=_ramp(1, 1, 3, 2), dilation=3),
    "gaps and a stride that does not divide": point(
        _FITS, x=_ramp(1, 1, 8, 7), weight=_ramp(1, 1, 2, 3), dilation=2, stride=2
    ),
    "two groups of two channels": point(
        _BLOCKS, x=_ramp(1, 4, 3, 2), weight=_ramp(4, 2, 2, 1), groups=2
    ),
    "two groups of three channels, for one output each": point(
        _OWN, x=_ramp(2, 6, 2, 3), weight=_ramp(2, 3, 1, 2), groups=2
    ),
    "depthwise": point(_OWN, x=_ramp(1, 3, 3, 3), weight=_ramp(3, 1, 2, 2), groups=3),
    "depthwise with two outputs a channel": point(
        _BLOCKS, x=_ramp(1, 3, 2, 2), weight=_ramp(6, 1, 1, 2), groups=3, bias=_ramp(6)
    ),
    "groups with a bias": point(
        _BIAS, x=_ramp(2, 4, 2, 2), weight=_ramp(6, 2, 1, 1), groups=2, bias=_ramp(6) * 10.0
    ),
    "no bias, said in words": point(
        _BIAS, x=_ramp(1, 2, 2, 3), weight=_ramp(2, 1, 1, 2), bias=None, groups=2
    ),
    "everything together": point(
        _BLOCKS,
        x=_ramp(2, 4, 6, 5),
        weight=_ramp(6, 2, 3, 2) / 10.0,
        bias=_ramp(6),
        stride=2,
        padding=1,
        dilation=2,
        groups=2,
    ),
    "padding wider than the image": point(
        "`padding` zeros go on **each** of the four sides",
        x=_ramp(1, 1, 1, 2),
        weight=_ramp(1, 1, 2, 2),
        padding=2,
        dilation=2,
    ),
}

CREDIT = [
    credit(40, "stride, padding, gaps, groups and bias in every mixture"),
    credit(10, "a plain convolution", points=("a plain convolution",)),
    credit(
        20,
        "gaps in the kernel",
        points=(
            "gaps of one pixel",
            "gaps in one direction only",
            "a kernel of one pixel has no gaps",
            "the gaps just fit",
            "gaps and a stride that does not divide",
        ),
    ),
    credit(
        20,
        "groups",
        points=(
            "two groups of two channels",
            "two groups of three channels, for one output each",
            "depthwise",
            "depthwise with two outputs a channel",
            "groups with a bias",
        ),
    ),
    credit(10, "a new array, and arguments left alone", effects=True),
]

LAWS = [laws.follows_permutation("x", 0)]

EXAMPLE = {
    "x": np.array([[[[1.0, 2.0, 3.0]], [[10.0, 20.0, 30.0]]]]),
    "weight": np.array([[[[1.0, 1.0]]], [[[1.0, -1.0]]]]),
    "dilation": 2,
    "groups": 2,
}


def second_opinion(x, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
    """As one dense kernel: gaps and foreign channels are filled with zeros; pixels then scatter."""
    kernels, depth, height, width = weight.shape
    shape = (kernels, x.shape[1], dilation * (height - 1) + 1, dilation * (width - 1) + 1)
    dense = np.zeros(shape)
    for o, c in np.ndindex(kernels, depth):
        block = next(g for g in range(groups) if o < (g + 1) * kernels // groups)
        dense[o, block * depth + c, ::dilation, ::dilation] = weight[o, c]
    places = [
        len(range(-padding, n + padding - k + 1, stride))
        for n, k in zip(x.shape[2:], shape[2:], strict=True)
    ]
    out = np.zeros((len(x), kernels, *places))
    for row, column in np.ndindex(x.shape[2:]):
        for u in range(0, shape[2], dilation):
            for v in range(0, shape[3], dilation):
                i, above = divmod(row + padding - u, stride)
                j, before = divmod(column + padding - v, stride)
                if above == before == 0 and 0 <= i < places[0] and 0 <= j < places[1]:
                    out[:, :, i, j] += x[:, :, row, column] @ dense[:, :, u, v].T
    return out if bias is None else out + np.reshape(bias, (1, -1, 1, 1))
