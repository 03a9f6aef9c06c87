"""What batch normalisation is tried with."""

import statistics

import numpy as np

from heldout.authoring import credit, laws, point

OUTPUTS = ("out", "new_running_mean", "new_running_var")


def tolerance(arguments):
    """float32 carries seven digits; a mean of a million leaves ten of float64's sixteen."""
    return (1e-3, 1e-3) if arguments["x"].dtype == np.float32 else (1e-8, 1e-7)


def inputs(draw):
    """Features and images, in training and in evaluation, with every number off its usual value."""
    training, images = draw.one_of(True, False), draw.one_of(False, True)
    (channels,) = draw.sizes("C")
    (examples,) = draw.sizes("N", least=2 if training and not images else 1)
    area = draw.sizes("H") if images else []
    if images:  # in training, two values in a channel at least
        area += draw.sizes("W", least=2 if training and examples * area[0] == 1 else 1)
    kind, ones = draw.dtype("float64", "float32"), (1,) * len(area)
    centre = draw.numbers(channels).reshape(channels, *ones)
    spread = draw.between(0.5, 3.0, channels).reshape(channels, *ones)
    return {
        "x": draw.numbers(examples, channels, *area, centre=centre, spread=spread, dtype=kind),
        "gamma": draw.numbers(channels, centre=1.0, dtype=kind),
        "beta": draw.numbers(channels, dtype=kind),
        "running_mean": draw.numbers(channels, dtype=kind),
        "running_var": draw.between(0.3, 3.0, channels, dtype=kind),
        "momentum": draw.one_of(0.1, 0.3, 0.9, 0.01),
        "eps": draw.one_of(1e-3, 1e-5, 0.1, 1.0),
        "training": training,
    }


def _case(says, x, *, momentum=0.25, eps=1e-3, training=True, **given):
    """A case with statistics that cannot be mistaken for one another."""
    channels = x.shape[1]
    case = {
        "x": x,
        "gamma": np.linspace(0.5, 2.0, channels),
        "beta": np.linspace(-1.0, 1.0, channels) + 0.1,
        "running_mean": np.linspace(1.0, 3.0, channels),
        "running_var": np.linspace(0.5, 4.0, channels),
    }
    options = {"momentum": momentum, "eps": eps, "training": training}
    return point(says, **{**case, **given, **options})


_FEATURES = np.array([[1.0, -2.0, 0.5], [3.0, 0.0, -1.5], [2.0, 4.0, 1.0], [-1.0, 1.0, 3.0]])
_IMAGES = (np.arange(48.0).reshape(2, 3, 2, 4) * 7.0) % 13.0 - 4.0
# Thirds, because their squares need more digits than a float has.
_FAR = 1e6 + np.array([[0.0, 4.0], [5.0, -2.0], [-4.0, 1.0], [2.0, -5.0]]) / 3.0

_SHAPES = "`x` has the shape (N, C) or (N, C, H, W)."
_CHANNEL = "Mean and variance belong to a **channel**: they are taken over all the other axes."
_EVALUATION = r"the running statistics take the place of $\mu$ and $\sigma^2$"
_TWO = r"with $m$ values in each channel ($m \ge 2$)"
_EPSILON = "`eps` is positive."
_MOMENTUM = "`momentum` is between 0 and 1."
_MEAN = "right for data with a mean of a million and a spread of one"

POINTS = {
    "features, training": _case(_SHAPES, _FEATURES),
    "images, training": _case(_CHANNEL, _IMAGES),
    "features, evaluation": _case(_EVALUATION, _FEATURES, training=False),
    "images, evaluation": _case(_EVALUATION, _IMAGES, training=False),
    "two values in a channel": _case(_TWO, np.array([[1.0, 5.0], [4.0, 3.0]]), momentum=0.5),
    "one image, training": _case(_CHANNEL, _IMAGES[:1]),
    "one example, evaluation": _case("Then $m$ may be 1.", _FEATURES[:1], training=False),
    "one channel": _case(_CHANNEL, _IMAGES[:, :1], momentum=0.1),
    "a channel that does not vary": _case(
        _EPSILON, np.array([[2.0, 1.0], [2.0, 4.0], [2.0, -1.0]])
    ),
    "a large epsilon": _case(_EPSILON, _FEATURES, eps=2.0),
    "a large epsilon, evaluation": _case(_EPSILON, _FEATURES, eps=2.0, training=False),
    "a momentum of 0": _case(_MOMENTUM, _FEATURES, momentum=0.0),
    "a momentum of 1": _case(_MOMENTUM, _FEATURES, momentum=1.0),
    "a mean of a million": _case(_MEAN, _FAR, eps=1e-5),
    "as many examples as channels": _case(_SHAPES, _FEATURES[:3]),
    "a running variance of zero": _case(
        _EPSILON, _FEATURES, running_var=np.zeros(3), training=False
    ),
}

CREDIT = [
    credit(40, "`out`, in training and in evaluation", output="out"),
    credit(20, "the running mean", output="new_running_mean"),
    credit(20, "the running variance", output="new_running_var"),
    credit(10, "data with a mean of a million", points=("a mean of a million",)),
    credit(10, "new arrays, and arguments left alone", effects=True),
]

LAWS = [laws.follows_permutation("x", 0, output=0), laws.ignores_permutation("x", 0, output=1)]

EXAMPLE = {
    "x": np.array([[1.0, 10.0], [2.0, 10.0], [6.0, 40.0]]),
    "gamma": np.array([1.0, 2.0]),
    "beta": np.array([0.0, 5.0]),
    "running_mean": np.array([0.0, 0.0]),
    "running_var": np.array([1.0, 1.0]),
    "momentum": 0.1,
    "eps": 1e-05,
    "training": True,
}


def second_opinion(x, gamma, beta, running_mean, running_var, momentum, eps, training):
    """Channel by channel with the exact fractions of the statistics module."""
    out = np.zeros(x.shape)
    new_mean, new_var = running_mean.astype(float), running_var.astype(float)
    for channel in range(x.shape[1]):
        values = [float(value) for value in x[:, channel].ravel()]
        centre, spread = float(running_mean[channel]), float(running_var[channel])
        if training:
            centre, spread = statistics.mean(values), statistics.pvariance(values)
            new_mean[channel] += momentum * (centre - new_mean[channel])
            new_var[channel] += momentum * (statistics.variance(values) - new_var[channel])
        scale = float(gamma[channel]) * (spread + eps) ** -0.5
        row = [scale * (value - centre) + float(beta[channel]) for value in values]
        out[:, channel] = np.reshape(row, x[:, channel].shape)
    return out, new_mean, new_var


SURVIVORS = {
    "x.size // len(mean) → x.size / len(mean)": "equivalent: every channel has as many values, "
    "so that the division leaves no rest",
}
