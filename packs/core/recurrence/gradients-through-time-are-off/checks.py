"""What the mended backward pass is tried with."""

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("loss", "grad_h", "grad_w_x", "grad_w_h", "grad_b")
TOLERANCE = (1e-9, 1e-7)


def inputs(draw):
    """Sizes that differ, each of them sometimes 1, and a start that is not zero."""
    steps, features, units = draw.sizes("T", "D", "H", most=5)
    return {
        "x": draw.numbers(steps, features),
        "h0": draw.between(-1.0, 1.0, units),
        "w_x": draw.numbers(units, features, spread=0.7),
        "w_h": draw.numbers(units, units, spread=0.7),
        "b": draw.numbers(units, spread=0.5),
        "target": draw.numbers(units),
    }


def _wave(*shape):
    """Numbers between -1 and 1 that do not repeat."""
    return np.round(np.sin(1.0 + 1.7 * np.arange(np.prod(shape))), 2).reshape(shape)


def _case(says, t, d, h, **given):
    """A case of those sizes."""
    arrays = {
        "x": 2.0 * _wave(t, d),
        "h0": 0.6 * _wave(h) + 0.1,
        "w_x": 0.7 * _wave(h, d),
        "w_h": 0.8 * _wave(h, h) + 0.2,
        "b": 0.3 * _wave(h),
        "target": _wave(h) - 0.4,
    }
    return point(says, **{**arrays, **given})


_LEAST = "T, D and H are at least 1, and $h_0$ need not be zero."
_PATHS = "along all paths through time"
_SHAPES = "in the shapes of these"

POINTS = {
    "an ordinary sequence": _case(_PATHS, 4, 2, 3),
    "everything two": _case(_SHAPES, 2, 2, 2),
    "everything three": _case(_SHAPES, 3, 3, 3),
    "one step": _case(_LEAST, 1, 2, 3),
    "one feature, one unit": _case(_LEAST, 3, 1, 1),
    "a start of zero": _case(_LEAST, 3, 2, 3, h0=np.zeros(3)),
    "a long sequence": _case(_PATHS, 9, 1, 2),
}

CREDIT = [
    credit(10, "the loss", output="loss"),
    credit(20, "the gradient of `h0`", output="grad_h"),
    credit(20, "the gradient of `w_x`", output="grad_w_x"),
    credit(20, "the gradient of `w_h`", output="grad_w_h"),
    credit(20, "the gradient of `b`", output="grad_b"),
    credit(10, "new arrays, and arguments left alone", effects=True),
]

EXAMPLE = {
    "x": np.array([[1.0], [-1.0]]),
    "h0": np.array([0.5, -0.5]),
    "w_x": np.array([[1.0], [0.5]]),
    "w_h": np.array([[0.0, 1.0], [-1.0, 0.5]]),
    "b": np.array([0.0, 0.1]),
    "target": np.array([1.0, 0.0]),
}


def second_opinion(x, h0, w_x, w_h, b, target):
    """By complex steps: an imaginary part of 1e-30 in one entry, and what it does to the loss."""
    given = [np.asarray(array, dtype=complex) for array in (h0, w_x, w_h, b)]

    def loss(h, w_x, w_h, b):
        for row in x:
            h = np.tanh((w_x * row).sum(axis=1) + (w_h * h).sum(axis=1) + b)
        return 0.5 * ((h - target) ** 2).sum()

    found = [np.zeros(array.shape) for array in given]
    for array, slopes in zip(given, found, strict=True):
        for place in np.ndindex(array.shape):
            kept = array[place]
            array[place] = kept + 1e-30j
            slopes[place] = loss(*given).imag / 1e-30
            array[place] = kept
    return float(loss(*given).real), *found
