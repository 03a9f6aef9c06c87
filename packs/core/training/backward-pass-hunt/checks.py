"""What the mended backward pass is tried with."""

import math

import numpy as np

from heldout.authoring import credit, laws, point

OUTPUTS = ("loss", "d_w1", "d_b1", "d_w2", "d_b2")
TOLERANCE = (1e-9, 1e-7)


def inputs(draw):
    """All sizes different, one of them sometimes 1."""
    rows, hidden, features, classes = draw.sizes("N", "K", "D", "C", most=6)
    return {
        "x": draw.numbers(rows, features),
        "labels": draw.whole(0, classes - 1, rows),
        "w1": draw.numbers(features, hidden),
        "b1": draw.numbers(hidden, spread=0.5),
        "w2": draw.numbers(hidden, classes),
        "b2": draw.numbers(classes, spread=0.5),
    }


def _square(size, **other):
    """A network in which every wrong axis runs."""
    numbers = np.sin(1.3 * np.arange(3 * size * size)).reshape(3, size, size).round(2)
    given = {
        "x": numbers[0],
        "labels": np.arange(size)[::-1] // 2,
        "w1": numbers[1],
        "b1": np.linspace(-0.3, 0.4, size).round(2),
        "w2": numbers[2],
        "b2": np.linspace(0.5, -0.5, size).round(2),
    }
    return {**given, **other}


_SHAPES = "each gradient has the shape of what it belongs to"

POINTS = {
    "all sizes three": point(_SHAPES, **_square(3)),
    "all sizes four": point(_SHAPES, **_square(4)),
    "pre-activations of exactly zero": point(
        "its slope at exactly 0 is 0", **_square(3, w1=np.zeros((3, 3)), b1=np.zeros(3))
    ),
    "scores in the thousands": point(
        "Scores in the thousands do not overflow",
        x=np.array([[1.0, 2.0], [3.0, 1.0], [0.5, -1.0]]),
        labels=np.array([0, 1, 1]),
        w1=np.array([[1.0, -1.0, 0.5], [0.5, 1.0, 0.25]]),
        b1=np.array([0.1, 0.2, 0.3]),
        w2=np.array([[-10.0, 1000.0], [10.0, -1000.0], [0.0, 3.0]]),
        b2=np.array([2000.0, 1990.0]),
    ),
}

CREDIT = [
    credit(10, "the loss", output="loss"),
    credit(20, "`d_w2`", output="d_w2"),
    credit(10, "`d_b2`", output="d_b2"),
    credit(20, "`d_w1`", output="d_w1"),
    credit(10, "`d_b1`", output="d_b1"),
    credit(20, "all of them, also where every size is the same, and at exactly 0"),
    credit(10, "new arrays, and arguments left alone", effects=True),
]

LAWS = [
    laws.gradient_agrees("w1", value=0, gradient=1),
    laws.gradient_agrees("w2", value=0, gradient=3),
]

EXAMPLE = _square(3)


def second_opinion(x, labels, w1, b1, w2, b2):
    """Forwards: the derivative of the loss by each parameter in turn, row by row."""
    loss, slopes = 0.0, [np.zeros(array.shape) for array in (w1, b1, w2, b2)]
    for row, label in zip(x, labels.tolist(), strict=True):
        z = [math.fsum(row * w1[:, k]) + b1[k] for k in range(len(b1))]
        h = [max(0.0, value) for value in z]
        s = [math.fsum(a * w for a, w in zip(h, w2[:, c], strict=True)) for c in range(len(b2))]
        s = [value + b2[c] for c, value in enumerate(s)]
        whole = math.fsum(math.exp(value - max(s)) for value in s)
        loss += (math.log(whole) + max(s) - s[label]) / len(x)
        for c, value in enumerate(s):
            pull = (math.exp(value - max(s)) / whole - (c == label)) / len(x)
            slopes[3][c] += pull
            for k, unit in enumerate(h):
                slopes[2][k, c] += pull * unit
                if z[k] > 0:
                    slopes[1][k] += pull * w2[k, c]
                    slopes[0][:, k] += pull * w2[k, c] * row
    return loss, *slopes


SURVIVORS = {
    "scores = scores - scores.max(axis=1, keepdims=True) → "
    "scores -= scores.max(axis=1, keepdims=True)": "equivalent: the array is the function's own",
    "d_scores = d_scores / len(x) → d_scores /= len(x)": (
        "equivalent: the array is the function's own"
    ),
}
