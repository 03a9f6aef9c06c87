"""What the forward convolution is tried with."""

import numpy as np

from heldout.authoring import credit, point


def tolerance(arguments):
    """float32 carries seven digits, and the order of a long sum is free."""
    return (1e-3, 1e-4) if arguments["x"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """Kernels that are not square, images that are not either, steps that need not divide."""
    images, channels, kernels = draw.one_of((1, 1, 1), (2, 3, 4), (3, 1, 2), (1, 2, 3), (2, 3, 1))
    kernel = draw.one_of((2, 1), (1, 2), (2, 3), (3, 2), (1, 4), (4, 2), (2, 2))
    options = draw.options(stride=(2, 3, 1), padding=(1, 2, 0))
    height, width = draw.sizes("H", "W", least=max(1, max(kernel) - 2 * options.get("padding", 0)))
    kind = draw.dtype("float64", "float32")
    arguments = {
        "x": draw.numbers(images, channels, height, width, centre=1.0, dtype=kind),
        "weight": draw.numbers(kernels, channels, *kernel, dtype=kind),
    }
    if draw.chance(0.7):
        arguments["bias"] = draw.numbers(kernels, spread=3.0, dtype=kind)
    return {**arguments, **options}


def _ramp(*shape):
    """Numbers that differ from entry to entry and are not symmetric in any way."""
    return np.round(np.arange(1.0, 1.0 + np.prod(shape)).reshape(shape) ** 2 / 7.0 - 2.0, 1)


_DIFFER = "where K_h and K_w may differ"
_DROPPED = "Windows that do not fit completely are dropped."
_FITS = "The kernel always fits the padded input at least once."
_BOTH = "`stride` (at least 1) and `padding` (at least 0) hold for both directions."
_SIDES = "`padding` puts that many zeros on **each** of the four sides."
_BIAS = "`bias` has the shape (C_out,), or is `None` for no bias."

POINTS = {
    "a kernel that is not symmetric": point(
        "the kernel is not flipped",
        x=_ramp(1, 1, 4, 4),
        weight=np.array([[[[1.0, 0.0], [0.0, 0.0]]]]),
    ),
    "a kernel taller than wide": point(_DIFFER, x=_ramp(1, 1, 4, 3), weight=_ramp(1, 1, 3, 1)),
    "a kernel wider than tall": point(_DIFFER, x=_ramp(1, 1, 3, 4), weight=_ramp(1, 1, 2, 3)),
    "several channels in and out": point(
        "`x` has the shape (N, C_in, H, W); `weight` has the shape (C_out, C_in, K_h, K_w)",
        x=_ramp(2, 3, 3, 4),
        weight=_ramp(4, 3, 2, 1),
    ),
    "a kernel as large as the image": point(_FITS, x=_ramp(2, 3, 2, 3), weight=_ramp(4, 3, 2, 3)),
    "one pixel a kernel": point(
        _BIAS, x=_ramp(2, 3, 2, 4), weight=_ramp(2, 3, 1, 1), bias=np.array([0.5, -4.0])
    ),
    "no bias, said in words": point(
        _BIAS, x=_ramp(1, 1, 2, 3), weight=_ramp(2, 1, 1, 2), bias=None, stride=1
    ),
    "a stride that does not divide": point(
        _DROPPED, x=_ramp(1, 1, 6, 5), weight=_ramp(1, 1, 3, 2), stride=2
    ),
    "a stride wider than the kernel": point(
        _BOTH, x=_ramp(1, 1, 7, 8), weight=_ramp(1, 1, 2, 1), stride=3
    ),
    "a kernel larger than the unpadded image": point(
        _FITS, x=_ramp(1, 2, 2, 1), weight=_ramp(3, 2, 4, 3), padding=1
    ),
    "a constant image with padding": point(
        _SIDES,
        x=np.full((1, 1, 3, 3), -1.0),
        weight=np.ones((1, 1, 3, 3)),
        bias=np.array([0.25]),
        padding=2,
    ),
    "padding, stride and bias together": point(
        _BOTH,
        x=_ramp(2, 3, 5, 4),
        weight=_ramp(2, 3, 3, 2) / 10.0,
        bias=np.array([10.0, -20.0]),
        stride=2,
        padding=1,
    ),
    "stride and padding on a row of pixels": point(
        _BOTH, x=_ramp(1, 1, 1, 6), weight=_ramp(1, 1, 1, 3), stride=2, padding=2
    ),
}

CREDIT = [
    credit(40, "stride, padding and bias in every mixture"),
    credit(
        30,
        "no stride, no padding, no bias",
        points=(
            "a kernel that is not symmetric",
            "a kernel taller than wide",
            "a kernel wider than tall",
            "several channels in and out",
            "a kernel as large as the image",
            "no bias, said in words",
        ),
    ),
    credit(
        20,
        "a stride, or padding, alone",
        points=(
            "a stride that does not divide",
            "a stride wider than the kernel",
            "a kernel larger than the unpadded image",
            "a constant image with padding",
        ),
    ),
    credit(10, "a new array, and arguments left alone", effects=True),
]

EXAMPLE = {
    "x": np.array([[[[1.0, 0.0, 2.0], [0.0, 3.0, 1.0], [2.0, 1.0, 0.0]]]]),
    "weight": np.array([[[[1.0, 0.0], [-1.0, 1.0]]]]),
    "bias": np.array([0.5]),
}


def second_opinion(x, weight, bias=None, stride=1, padding=0):
    """The other way round: every input pixel adds to each output position that it reaches.

    Nothing is padded and no window is cut out.
    """
    sizes = zip(x.shape[2:], weight.shape[2:], strict=True)
    out = np.zeros((len(x), len(weight), *(_positions(n, k, stride, padding) for n, k in sizes)))
    for row, column in np.ndindex(x.shape[2:]):
        for u, v in np.ndindex(weight.shape[2:]):
            i, above = divmod(row + padding - u, stride)
            j, before = divmod(column + padding - v, stride)
            if above == before == 0 and 0 <= i < out.shape[2] and 0 <= j < out.shape[3]:
                out[:, :, i, j] += x[:, :, row, column] @ weight[:, :, u, v].T
    return out if bias is None else out + np.reshape(bias, (1, -1, 1, 1))


def _positions(length, kernel, stride, padding):
    """How many places the kernel has, counted."""
    return len(range(-padding, length + padding - kernel + 1, stride))
