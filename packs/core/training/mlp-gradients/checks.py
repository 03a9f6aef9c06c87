"""What the gradients of an MLP are tried with."""

import math
from itertools import pairwise

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("loss", "gradients")


def tolerance(arguments):
    """float32 carries seven digits, and products after each other lose some of them."""
    return (1e-3, 1e-3) if arguments["x"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """One to four layers, all widths different, one of them sometimes 1.

    Centres and spreads are quarters: plain numbers then meet the kink of ReLU exactly or not
    at all.
    """
    rows, *widths = draw.sizes("N", *"DHIJK"[: draw.one_of(3, 2, 4, 5)], most=7)
    kind = draw.dtype("float64", "float32")
    params = [
        (
            draw.numbers(out, into, spread=0.75, dtype=kind),
            draw.numbers(out, centre=draw.one_of(0.25, 0.0), spread=0.5, dtype=kind),
        )
        for into, out in pairwise(widths)
    ]
    return {
        "x": draw.numbers(rows, widths[0], centre=0.25, dtype=kind),
        "y": draw.whole(0, widths[-1] - 1, rows),
        "params": params,
    }


def _case(says, x, y, *layers):
    params = [(np.array(w, dtype=float), np.array(b, dtype=float)) for w, b in layers]
    return point(says, x=np.array(x, dtype=float), y=np.array(y), params=params)


_SQUARE = [[1.0, 2.0], [-3.0, 4.0]], [0.5, -0.25]
_OTHER = [[0.5, -1.5], [2.5, 3.5]], [0.25, 1.0]
_LAST = [[-1.0, 0.5], [2.0, 1.0]], [0.0, 0.5]
_X = [[0.5, -0.6], [0.7, 0.8]]

_SHAPES = "A weight has the shape (out, in), as PyTorch stores it"
_LAYERS = "first layer first. There is at least one."
_KINK = "its slope at exactly 0 is 0"
_BUT_LAST = "Behind every layer **but the last** stands a ReLU"
_HUGE = "Scores in the thousands, of both signs, must neither overflow nor give nan"
_ABSENT = "Not every class has to occur."

POINTS = {
    "everything two by two": _case(_SHAPES, _X, [1, 0], _SQUARE, _OTHER, _LAST),
    "three rows, three square layers": _case(
        _SHAPES, [*_X, [1.0, 0.1]], [1, 0, 1], _SQUARE, _OTHER, _LAST
    ),
    "a single layer": _case(_LAYERS, [[1.0, 2.0], [0.0, -1.0], [3.0, 1.0]], [0, 1, 1], _LAST),
    "five layers": _case(
        _LAYERS,
        [[1.0, 0.5], [0.25, 1.0], [0.5, -0.1]],
        [0, 2, 0],
        _OTHER,
        ([[1.0, 0.1], [0.2, 0.3], [0.5, -0.5]], [0.1, 0.2, 0.3]),
        ([[0.5, 1.0, -0.2], [0.4, -0.3, 0.6]], [0.0, 0.5]),
        _OTHER,
        ([[1.0, -0.5], [0.3, 0.2], [-0.4, 0.1]], [0.0, 0.1, 0.2]),
    ),
    "pre-activations of exactly zero": _case(
        _KINK,
        [[1.0, 2.0], [3.0, -1.0]],
        [1, 0],
        ([[2.0, -1.0], [1.0, 3.0], [-1.0, -1.0]], [0.0, 0.0, 0.0]),
        ([[1.0, 2.0, 3.0], [-1.0, 0.5, 4.0]], [0.0, 0.0]),
    ),
    "all parameters zero": _case(
        _KINK, _X, [0, 2], (np.zeros((3, 2)), np.zeros(3)), (np.zeros((3, 3)), np.zeros(3))
    ),
    "negative scores": _case(
        _BUT_LAST, [[1.0, 2.0]], [1], ([[1.0, 1.0]], [0.0]), ([[-1.0], [-0.5]], [0.0, -0.25])
    ),
    "scores in the thousands": _case(
        _HUGE,
        [[1.0, 0.5], [0.25, -1.0], [2.0, 1.0]],
        [1, 0, 2],
        ([[1.0, 0.0], [0.0, 1.0]], [0.0, 0.0]),
        ([[3000.0, 0.0], [0.0, -4000.0], [-1000.0, -1000.0]], [0.0, 0.0, 0.0]),
    ),
    "all scores far below zero": _case(
        _HUGE, [[1.0], [2.0]], [0, 1], ([[-2000.0], [-2001.0]], [0.0, 0.5])
    ),
    "one class for all": _case(_ABSENT, [[1.0, 0.5]] * 3, [2, 2, 2], (np.eye(3)[:, :2], [0, 0, 0])),
    "one of everything": _case(
        "No axis is empty.", [[2.0]], [0], ([[3.0]], [-1.0]), ([[-0.5]], [4.0])
    ),
}

CREDIT = [
    credit(20, "the loss", output="loss"),
    credit(40, "the gradients, at any depth", output="gradients"),
    credit(
        10,
        "a single layer, and five",
        points=("a single layer", "five layers"),
    ),
    credit(
        10,
        "pre-activations of exactly 0",
        points=("pre-activations of exactly zero", "all parameters zero"),
    ),
    credit(
        10,
        "scores in the thousands",
        points=("scores in the thousands", "all scores far below zero"),
    ),
    credit(10, "new arrays, and arguments left alone", effects=True),
]

EXAMPLE = {
    "x": np.array([[1.0, 2.0], [3.0, -1.0]]),
    "y": np.array([2, 0]),
    "params": [
        (np.array([[1.0, 0.0], [-1.0, 2.0]]), np.array([0.0, 0.5])),
        (np.array([[0.5, 1.0], [0.0, -1.0], [1.0, 0.0]]), np.array([0.0, 1.0, -0.5])),
    ],
}


def second_opinion(x, y, params):
    """Forwards instead of backwards: with every activation goes its derivative by all parameters,
    one row at a time, and the loss by `math`."""
    total = sum(weight.size + bias.size for weight, bias in params)
    loss, slopes = 0.0, np.zeros(total)
    for row, label in zip(x.astype(float), y.tolist(), strict=True):
        a, da, place = row, np.zeros((len(row), total)), 0
        for layer, (weight, bias) in enumerate(params):
            out, into = weight.shape
            z, dz = weight.astype(float) @ a + bias, weight.astype(float) @ da
            for o in range(out):  # the derivative by its own weights and its own bias
                dz[o, place + o * into : place + (o + 1) * into] += a
                dz[o, place + out * into + o] += 1
            place += out * into + out
            on = (z > 0) if layer < len(params) - 1 else np.ones(out, bool)
            a, da = np.where(on, z, 0.0), dz * on[:, None]
        top = max(a.tolist())
        powers = [math.exp(score - top) for score in a.tolist()]
        whole = math.fsum(powers)
        loss += (math.log(whole) + top - float(a[label])) / len(x)
        for k, power in enumerate(powers):
            slopes += (power / whole - (k == label)) / len(x) * da[k]
    gradients, place = [], 0
    for weight, bias in params:
        own = slopes[place : place + weight.size + bias.size]
        place += own.size
        gradients.append((own[: weight.size].reshape(weight.shape), own[weight.size :]))
    return loss, gradients


SURVIVORS = {"strict=True → strict=False": "equivalent: there is an entry for each layer in both"}
