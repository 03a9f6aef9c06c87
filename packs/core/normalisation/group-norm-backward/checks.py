"""What the way back through group normalisation is tried with."""

import numpy as np

from heldout.authoring import credit, laws, point

OUTPUTS = ("grad_x", "grad_gamma", "grad_beta")


def tolerance(arguments):
    """float32 carries seven digits; a mean of a million leaves ten of float64's sixteen."""
    return (1e-3, 1e-3) if arguments["x"].dtype == np.float32 else (1e-8, 1e-7)


def inputs(draw):
    """Some groups of some channels, from no axis behind them to three."""
    examples, groups, each = draw.sizes("N", "G", "each", most=5)
    area = draw.sizes(*"HWD"[: draw.one_of(1, 2, 0, 3)], most=3)
    kind, channels = draw.dtype("float64", "float32"), groups * each
    ones = (1,) * len(area)
    centre = draw.numbers(channels).reshape(channels, *ones)
    spread = draw.between(0.5, 3.0, channels).reshape(channels, *ones)
    shape = (examples, channels, *area)
    return {
        "grad_out": draw.numbers(*shape, centre=0.5, dtype=kind),
        "x": draw.numbers(*shape, centre=centre, spread=spread, dtype=kind),
        "num_groups": groups,
        "gamma": draw.numbers(channels, centre=1.0, dtype=kind),
        **draw.options(eps=(0.1, 1e-3, 1.0)),
    }


def _case(says, x, num_groups, **given):
    """A case whose gradient and scale differ from channel to channel."""
    grad_out = (np.arange(x.size) * 5.0 % 7.0 - 2.0).reshape(x.shape)
    gamma = np.linspace(-0.5, 2.0, x.shape[1])
    case = {"grad_out": grad_out, "x": x, "num_groups": num_groups, "gamma": gamma}
    return point(says, **{**case, **given})


_IMAGES = (np.arange(96.0).reshape(2, 6, 2, 4) * 7.0) % 13.0 - 4.0
_PLAIN = np.array([[1.0, -2.0, 0.5, 4.0], [3.0, 0.0, -1.5, 2.5], [10.0, 14.0, 11.0, 9.0]])
_STEPS = (np.arange(24.0).reshape(2, 4, 3) * 5.0) % 11.0 - 3.0

_SHAPES = "with any number of axes behind the channels, also none."
_NEAR = "A group is made of **neighbouring** channels"
_LEAST = "`num_groups`, at least 1, divides C."

POINTS = {
    "two groups of three": _case(_NEAR, _IMAGES, 2),
    "three groups of two": _case(_NEAR, _IMAGES, 3),
    "as many groups as channels in a group": _case(_NEAR, _STEPS, 2),
    "one group": _case(_LEAST, _IMAGES, 1),
    "a group for each channel": _case(_LEAST, _IMAGES, 6),
    "no places": _case(_SHAPES, _PLAIN, 2),
    "single numbers": _case("A group may hold a single value.", _PLAIN, 4),
    "one example": _case(_SHAPES, _IMAGES[:1], 3),
    "volumes": _case(_SHAPES, _IMAGES.reshape(2, 4, 2, 3, 2), 2),
    "a group of equal numbers": _case(
        "`eps` is positive.", np.where(np.arange(4) < 2, 7.0, _PLAIN), 2
    ),
    "a large epsilon": _case("`eps` is positive.", _PLAIN, 2, eps=4.0),
    "the same gradient everywhere": _case(
        "and is used as it is", _STEPS, 2, grad_out=np.ones(_STEPS.shape)
    ),
    "a mean of a million": _case("float64 data with a mean of a million", 1e6 + _STEPS / 3, 2),
}

CREDIT = [
    credit(50, "the gradient of `x`", output="grad_x"),
    credit(15, "the gradient of `gamma`", output="grad_gamma"),
    credit(15, "the gradient of `beta`", output="grad_beta"),
    credit(10, "data with a mean of a million", points=("a mean of a million",)),
    credit(10, "new arrays, and arguments left alone", effects=True),
]

LAWS = [laws.shift_free("x"), laws.proportional("grad_out", output=0)]

EXAMPLE = {
    "grad_out": np.array([[1.0, 0.0, 0.0, 1.0], [0.0, 1.0, 2.0, 0.0]]),
    "x": np.array([[1.0, 3.0, 10.0, 40.0], [0.0, 4.0, 5.0, 5.0]]),
    "num_groups": 2,
    "gamma": np.array([1.0, 2.0, 1.0, 2.0]),
}


def second_opinion(grad_out, x, num_groups, gamma, eps=1e-5):
    """No formula of a gradient: the forward pass with a tiny imaginary step on each number."""
    step, each = 1e-30, x.shape[1] // num_groups
    grad_x = np.zeros(x.shape)
    grad_gamma, grad_beta = np.zeros(len(gamma)), np.zeros(len(gamma))

    def loss(values, scale, shift, slope):
        """values, scale and shift: (moves, channels of the group, places), as they broadcast."""
        gap = values - values.sum(axis=(-2, -1), keepdims=True) / slope.size
        var = (gap * gap).sum(axis=(-2, -1), keepdims=True) / slope.size
        out = scale * gap * (var + eps) ** -0.5 + shift
        return (out * slope).sum(axis=(-2, -1)).imag / step

    nudge = 1j * step * np.eye(each)[:, :, None]  # a move for each channel
    for n in range(len(x)):
        for first in range(0, x.shape[1], each):
            those = slice(first, first + each)
            values = x[n, those].astype(float).reshape(each, -1)
            slope = grad_out[n, those].astype(float).reshape(each, -1)
            scale = gamma[those].astype(float)[:, None]
            moves = 1j * step * np.eye(values.size).reshape(-1, *values.shape)
            moved = loss(values + moves, scale, 0.0, slope)
            grad_x[n, those] = moved.reshape(x[n, those].shape)
            grad_gamma[those] += loss(values, scale + nudge, 0.0, slope)
            grad_beta[those] += loss(values, scale, nudge, slope)
    return grad_x, grad_gamma, grad_beta
