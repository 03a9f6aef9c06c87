"""What group normalisation is tried with."""

import statistics

import numpy as np

from heldout.authoring import credit, invalid, laws, point


def tolerance(arguments):
    """float32 carries seven digits, which leaves a mean of 10,000 off by up to a thousandth."""
    x = arguments["x"]
    if x.dtype != np.float32:
        return (1e-8, 1e-7)
    return (5e-3, 1e-3) if np.abs(x).max() > 1000 else (1e-3, 1e-3)


def inputs(draw):
    """Some groups of some channels, from no axis behind them to three; one group, one channel."""
    examples, groups, each = draw.sizes("N", "G", "each", most=5)
    area = draw.sizes(*"HWD"[: draw.one_of(2, 0, 1, 3)], most=4)
    kind, channels = draw.dtype("float64", "float32"), groups * each
    ones = (1,) * len(area)
    centre = draw.numbers(channels).reshape(channels, *ones)
    spread = draw.between(0.5, 3.0, channels).reshape(channels, *ones)
    return {
        "x": draw.numbers(examples, channels, *area, centre=centre, spread=spread, dtype=kind),
        "num_groups": groups,
        "gamma": draw.numbers(channels, centre=1.0, dtype=kind),
        "beta": draw.numbers(channels, dtype=kind),
        **draw.options(eps=(0.1, 1e-3, 1.0)),
    }


def _given(x, num_groups, **more):
    """Arguments with another scale and shift for each channel."""
    channels = x.shape[1]
    gamma = np.linspace(0.5, 2.0, channels).astype(x.dtype)
    beta = np.linspace(-1.0, 0.5, channels).astype(x.dtype)
    return {"x": x, "num_groups": num_groups, "gamma": gamma, "beta": beta, **more}


_IMAGES = (np.arange(96.0).reshape(2, 6, 2, 4) * 7.0) % 13.0 - 4.0
_PLAIN = np.array([[1.0, -2.0, 0.5, 4.0], [3.0, 0.0, -1.5, 2.5], [10.0, 14.0, 11.0, 9.0]])
_STEPS = (np.arange(24.0).reshape(2, 4, 3) * 5.0) % 11.0 - 3.0

_SHAPES = "with any number of axes behind the channels, also none: (N, C), (N, C, L)"
_NEAR = "groups G of **neighbouring** channels: channels 0 to C/G − 1 are the first"
_OVER = "over all channels of the group and all places behind them"
_REFUSED = "one that does not divide C must raise `ValueError`"
_FAR = "**float32** data with a mean of"
_MILLION = "float64 data with a mean of a million"

POINTS = {
    "two groups of three": point(_NEAR, **_given(_IMAGES, 2)),
    "three groups of two": point(_NEAR, **_given(_IMAGES, 3)),
    "one group": point("`num_groups` is at least 1", **_given(_IMAGES, 1)),
    "a group for each channel": point(_OVER, **_given(_IMAGES, 6)),
    "as many groups as channels in a group": point(_NEAR, **_given(_STEPS, 2)),
    "no places": point(_SHAPES, **_given(_PLAIN, 2)),
    "single numbers": point(_SHAPES, **_given(_PLAIN, 4)),
    "one example": point(_SHAPES, **_given(_IMAGES[:1], 3)),
    "volumes": point(_SHAPES, **_given(_IMAGES.reshape(2, 4, 2, 3, 2), 2)),
    "a group of equal numbers": point(
        "`eps` is positive.", **_given(np.where(np.arange(4) < 2, 7.0, _PLAIN), 2)
    ),
    "a large epsilon": point("`eps` is positive.", **_given(_PLAIN, 2, eps=4.0)),
    "a mean of 10,000 in float32": point(
        _FAR, **_given((10_000 + _IMAGES / 4).astype(np.float32), 3)
    ),
    "a mean of a million": point(_MILLION, **_given(1e6 + _STEPS / 3, 2)),
    "too many groups": invalid(_REFUSED, "ValueError", **_given(_PLAIN, 8)),
    "groups that do not divide": invalid(_REFUSED, "ValueError", **_given(_IMAGES, 4)),
}

CREDIT = [
    credit(60, "ordinary groups, with any axes behind the channels"),
    credit(20, "data far from zero", points=("a mean of 10,000 in float32", "a mean of a million")),
    credit(
        10,
        "`ValueError` for groups that do not divide the channels",
        points=("too many groups", "groups that do not divide"),
    ),
    credit(10, "a new array, and arguments left alone", effects=True),
]

LAWS = [laws.shift_free("x"), laws.follows_permutation("x", 0)]

EXAMPLE = {
    "x": np.array([[1.0, 3.0, 10.0, 40.0], [0.0, 4.0, 5.0, 5.0]]),
    "num_groups": 2,
    "gamma": np.array([1.0, 1.0, 1.0, 2.0]),
    "beta": np.array([0.0, 0.0, 0.0, 5.0]),
}


def second_opinion(x, num_groups, gamma, beta, eps=1e-5):
    """Channel by channel into lists, and the exact fractions of the statistics module."""
    each, left = divmod(x.shape[1], num_groups)
    if left or not each:
        raise ValueError("the channels cannot be shared out")
    out = np.zeros(x.shape)
    for n in range(x.shape[0]):
        for first in range(0, x.shape[1], each):
            values = [float(v) for c in range(first, first + each) for v in x[n, c].ravel()]
            centre = statistics.mean(values)
            width = (statistics.pvariance(values, centre) + eps) ** 0.5
            for c in range(first, first + each):
                scale, shift = float(gamma[c]), float(beta[c])
                out[n, c] = (x[n, c].astype(float) - centre) / width * scale + shift
    return out
