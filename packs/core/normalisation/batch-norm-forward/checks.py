"""What batch normalisation is tried with."""

import statistics

import numpy as np

from heldout.authoring import distinct_sizes, laid_out


def tolerance(arguments):
    """float32 carries seven digits; a mean of a million leaves ten of float64's sixteen."""
    return (1e-3, 1e-3) if arguments["x"].dtype == np.float32 else (1e-8, 1e-7)


def inputs(rng, size):
    """Features and images, in training and in evaluation, with every number off its usual value."""
    shape = distinct_sizes(rng, min(size, 4), 4)
    if rng.random() < 0.4:
        shape = shape[:2]
    training = bool(rng.random() < 0.6)
    if rng.random() < 0.5:
        shape[rng.integers(len(shape))] = 1
    if training and len(shape) == 2:
        shape[0] = max(shape[0], 2)
    channels = shape[1]
    arrays = {
        "x": _values(rng, shape),
        "gamma": rng.normal(loc=1.0, size=channels),
        "beta": rng.normal(size=channels),
        "running_mean": rng.normal(size=channels),
        "running_var": rng.uniform(0.3, 3.0, size=channels),
    }
    dtype = rng.choice(["float64", "float64", "float32"])
    return {
        **{name: laid_out(rng, array.astype(dtype)) for name, array in arrays.items()},
        "momentum": float(rng.choice([0.1, 0.3, 0.9, 0.01])),
        "eps": float(rng.choice([1e-5, 1e-3, 0.1, 1.0])),
        "training": training,
    }


def _values(rng, shape):
    """Another centre and spread for each channel."""
    channels = (shape[1], *(1,) * (len(shape) - 2))
    return rng.normal(rng.normal(size=channels), rng.uniform(0.5, 3.0, size=channels), shape)


def _case(x, *, momentum=0.25, eps=1e-3, training=True, **given):
    """A case with statistics that cannot be mistaken for one another."""
    channels = x.shape[1]
    case = {
        "x": x,
        "gamma": np.linspace(0.5, 2.0, channels),
        "beta": np.linspace(-1.0, 1.0, channels) + 0.1,
        "running_mean": np.linspace(1.0, 3.0, channels),
        "running_var": np.linspace(0.5, 4.0, channels),
    }
    return {**case, **given, "momentum": momentum, "eps": eps, "training": training}


_FEATURES = np.array([[1.0, -2.0, 0.5], [3.0, 0.0, -1.5], [2.0, 4.0, 1.0], [-1.0, 1.0, 3.0]])
_IMAGES = (np.arange(48.0).reshape(2, 3, 2, 4) * 7.0) % 13.0 - 4.0
# Thirds, because their squares need more digits than a float has.
_FAR = 1e6 + np.array([[0.0, 4.0], [5.0, -2.0], [-4.0, 1.0], [2.0, -5.0]]) / 3.0

POINTS = {
    "features, training": _case(_FEATURES),
    "images, training": _case(_IMAGES),
    "features, evaluation": _case(_FEATURES, training=False),
    "images, evaluation": _case(_IMAGES, training=False),
    "two values in a channel": _case(np.array([[1.0, 5.0], [4.0, 3.0]]), momentum=0.5),
    "one image, training": _case(_IMAGES[:1]),
    "one example, evaluation": _case(_FEATURES[:1], training=False),
    "one channel": _case(_IMAGES[:, :1], momentum=0.1),
    "a channel that does not vary": _case(np.array([[2.0, 1.0], [2.0, 4.0], [2.0, -1.0]])),
    "a large epsilon": _case(_FEATURES, eps=2.0),
    "a large epsilon, evaluation": _case(_FEATURES, eps=2.0, training=False),
    "a momentum of 0": _case(_FEATURES, momentum=0.0),
    "a momentum of 1": _case(_FEATURES, momentum=1.0),
    "a mean of a million": _case(_FAR, eps=1e-5),
    "as many examples as channels": _case(_FEATURES[:3]),
    "a running variance of zero": _case(_FEATURES, running_var=np.zeros(3), training=False),
}

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
