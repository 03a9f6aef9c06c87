"""What group normalisation of tensors is tried with."""

import numpy as np

from heldout.authoring import credit, laws, point

OUTPUTS = ("value", "gradients")
GRADIENTS = ("x", "weight", "bias")


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-3, 1e-3) if arguments["x"].dtype == np.float32 else (1e-8, 1e-7)


def inputs(draw):
    """Some groups of some channels, from no axis behind them to three, in any memory order."""
    examples, groups, each = draw.sizes("N", "G", "each", most=4)
    area = draw.sizes(*"HWD"[: draw.one_of(2, 0, 1, 3)], most=3)
    kind, channels = draw.dtype("float64", "float32"), groups * each
    ones = (1,) * len(area)
    centre = draw.numbers(channels).reshape(channels, *ones)
    spread = draw.between(0.5, 3.0, channels).reshape(channels, *ones)
    weight = draw.numbers(channels, centre=1.0, dtype=kind)
    bias = draw.numbers(channels, dtype=kind)
    return {
        "x": draw.numbers(examples, channels, *area, centre=centre, spread=spread, dtype=kind),
        "num_groups": groups,
        **draw.options(weight=(weight,), bias=(bias,), eps=(0.1, 1e-3, 1.0)),
    }


def _channels_last(x):
    """The same numbers, those of a pixel next to each other."""
    return np.moveaxis(np.ascontiguousarray(np.moveaxis(x, 1, -1)), -1, 1)


_IMAGES = (np.arange(96.0).reshape(2, 6, 2, 4) * 7.0) % 13.0 - 4.0
_PLAIN = np.array([[1.0, -2.0, 0.5, 4.0], [3.0, 0.0, -1.5, 2.5], [10.0, 14.0, 11.0, 9.0]])
_STEPS = (np.arange(24.0).reshape(2, 4, 3) * 5.0) % 11.0 - 3.0
_SQUARE = (np.arange(32.0).reshape(2, 4, 4) * 5.0) % 11.0 - 3.0
_FOUR = {"weight": np.array([0.5, -1.0, 2.0, 1.5]), "bias": np.array([1.0, 0.0, -1.0, 0.25])}

_ORDER = "**`x` may lie in memory in any order**"
_NEAR = "A group is made of **neighbouring** channels"
_LEAST = "`num_groups`, at least 1, divides C."
_SHAPES = "with any number of axes behind the channels, also none"
_ALONE = "each may be left out by itself"

POINTS = {
    "two groups of three": point(_NEAR, x=_IMAGES, num_groups=2),
    "three groups of two": point(_NEAR, x=_IMAGES, num_groups=3),
    "channels last": point(_ORDER, x=_channels_last(_IMAGES), num_groups=2),
    "a slice of a larger tensor": point(_ORDER, x=_IMAGES[:, 1:5], num_groups=2, **_FOUR),
    "a transpose": point(_ORDER, x=_STEPS.transpose(0, 2, 1), num_groups=3),
    "rows and columns exchanged": point(_ORDER, x=_IMAGES.transpose(0, 1, 3, 2), num_groups=3),
    "as many places as channels": point(_SHAPES, x=_SQUARE, num_groups=2, **_FOUR),
    "no places": point(_SHAPES, x=_PLAIN, num_groups=2, **_FOUR),
    "one group": point(_LEAST, x=_IMAGES, num_groups=1),
    "a group for each channel": point(_LEAST, x=_STEPS, num_groups=4, **_FOUR),
    "single values": point("A group may hold a single value", x=_PLAIN, num_groups=4, **_FOUR),
    "only a bias": point(_ALONE, x=_STEPS, num_groups=2, bias=_FOUR["bias"]),
    "only a weight": point(_ALONE, x=_STEPS, num_groups=2, weight=_FOUR["weight"]),
    "a large epsilon": point("`eps` is positive.", x=_PLAIN, num_groups=2, eps=4.0),
}

CREDIT = [
    credit(35, "the value", output="value"),
    credit(35, "the gradients", output="gradients"),
    credit(
        20,
        "tensors in any memory order",
        points=(
            "channels last",
            "a slice of a larger tensor",
            "a transpose",
            "rows and columns exchanged",
        ),
    ),
    credit(10, "a new tensor, and arguments left alone", effects=True),
]

LAWS = [laws.shift_free("x", output=0)]

_OWN = "PyTorch's own normalisation"
FORBIDDEN = {
    "aten::layer_norm": _OWN,
    "aten::group_norm": _OWN,
    "aten::batch_norm": _OWN,
    "aten::instance_norm": _OWN,
    "aten::native_layer_norm": _OWN,
    "aten::native_group_norm": _OWN,
    "aten::native_batch_norm": _OWN,
}

EXAMPLE = {"x": np.array([[1.0, 3.0, 10.0, 40.0], [0.0, 4.0, 5.0, 5.0]]), "num_groups": 2}


def second_opinion(x, num_groups, weight=None, bias=None, eps=1e-5):
    """Group by group; gradients by a tiny imaginary step on each number of the forward pass. The
    judge weighs the entries by these cosines."""
    step, kind, channels = 1e-30, x.dtype, x.shape[1]
    each = channels // num_groups
    flat = np.array(x, dtype=float, order="C").reshape(len(x), channels, -1)
    slopes = np.cos(0.7 * np.arange(x.size) + 0.3).astype(kind).astype(float).reshape(flat.shape)
    scale = np.ones(channels) if weight is None else weight.astype(float)
    shift = np.zeros(channels) if bias is None else bias.astype(float)
    value, grad_x = np.zeros(flat.shape), np.zeros(flat.shape)
    grad_scale, grad_shift = np.zeros(channels), np.zeros(channels)

    def forward(values, scale, shift):
        gap = values - values.mean(axis=(-2, -1), keepdims=True)
        var = (gap * gap).mean(axis=(-2, -1), keepdims=True)
        return scale * gap * (var + eps) ** -0.5 + shift

    nudge = 1j * step * np.eye(each)[:, :, None]  # a move for each channel
    for n in range(len(x)):
        for first in range(0, channels, each):
            those = slice(first, first + each)
            values, slope = flat[n, those], slopes[n, those]
            s, b = scale[those, None], shift[those, None]
            moves = 1j * step * np.eye(values.size).reshape(-1, *values.shape)
            value[n, those] = forward(values, s, b)
            found = (forward(values + moves, s, b) * slope).sum(axis=(-2, -1)).imag / step
            grad_x[n, those] = found.reshape(values.shape)
            found = (forward(values, s + nudge, b) * slope).sum(axis=(-2, -1)).imag / step
            grad_scale[those] += found
            found = (forward(values, s, b + nudge) * slope).sum(axis=(-2, -1)).imag / step
            grad_shift[those] += found
    gradients = [
        grad_x.reshape(x.shape).astype(kind),
        None if weight is None else grad_scale.astype(kind),
        None if bias is None else grad_shift.astype(kind),
    ]
    return value.reshape(x.shape).astype(kind), gradients
