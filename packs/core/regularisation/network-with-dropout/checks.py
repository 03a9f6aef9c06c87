"""What a classifier with dropout is tried with."""

import math

import numpy as np

from heldout.authoring import credit, laws, point

OUTPUTS = ("loss", "grad_w1", "grad_b1", "grad_w2", "grad_b2")


def tolerance(arguments):
    """float32 carries seven digits, and products after each other lose some of them."""
    return (1e-3, 1e-3) if arguments["x"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """All sizes different, one of them sometimes 1; in training mostly, with a penalty at times.

    Centres are quarters: plain numbers then meet the kink of ReLU exactly or not at all.
    """
    rows, hidden, features, classes = draw.sizes("N", "K", "D", "C", most=6)
    kind = draw.dtype("float64", "float32")
    training = not draw.chance(0.3)
    given = {
        "x": draw.numbers(rows, features, centre=0.25, dtype=kind),
        "y": draw.whole(0, classes - 1, rows),
        "w1": draw.numbers(features, hidden, dtype=kind),
        "b1": draw.numbers(hidden, centre=draw.one_of(0.25, 0.0), dtype=kind),
        "w2": draw.numbers(hidden, classes, dtype=kind),
        "b2": draw.numbers(classes, dtype=kind),
        "noise": draw.between(0.0, 1.0, rows, hidden) if training else None,
        "p": draw.one_of(0.25, 0.1, 0.3, 0.7, 0.8),
        **draw.options(decay=(0.1, 1.0, 0.01)),
    }
    return given if training else {**given, "training": False}


def _case(says, **other):
    """Two inputs, three hidden units, two classes; the numbers meet the limit of 0.25 exactly."""
    arguments = {
        "x": np.array([[1.0, 2.0], [3.0, -1.0]]),
        "y": np.array([1, 0]),
        "w1": np.array([[1.0, 0.5, 0.25], [0.5, 1.0, 2.0]]),
        "b1": np.array([0.5, 1.0, -0.5]),
        "w2": np.array([[1.0, -0.5], [0.25, 0.75], [-0.3, 0.4]]),
        "b2": np.array([0.1, -0.2]),
        "noise": np.array([[0.25, 0.1, 0.9], [0.2, 0.8, 0.25]]),
        "p": 0.25,
    }
    return point(says, **(arguments | other))


_LESS = "where its number is **less than** `p`"
_DROPPED = "`p` is the probability that a hidden unit is **dropped**, with 0 ≤ p < 1."
_TEST = "With `training=False` there is no dropout, and `noise` is `None`."
_KINK = "ReLU has slope 0 at exactly 0."
_HUGE = "Scores in the thousands, of both signs, must not overflow"
_PENALTY = "The penalty does not depend on dropout."
_SQUARE = {
    "w1": np.array([[1.0, 2.0], [-0.5, 1.0]]),
    "b1": np.array([0.5, 0.25]),
    "w2": np.array([[0.5, -1.5], [2.0, 1.0]]),
    "noise": np.array([[0.9, 0.1], [0.3, 0.6]]),
}

POINTS = {
    "numbers equal to p": _case(_LESS),
    "nothing dropped": _case(_DROPPED, p=0.0, noise=np.array([[0.0, 0.5, 0.1], [0.0, 0.9, 0.3]])),
    "nearly all dropped": _case(_DROPPED, p=0.9),
    "all dropped": _case(_DROPPED, p=0.95),
    "a test": _case(_TEST, noise=None, training=False),
    "a test with a penalty": _case(_TEST, noise=None, training=False, decay=0.5, p=0.6),
    "a penalty in training": _case(_PENALTY, decay=0.5),
    "everything two by two": _case("each with the shape of\nwhat it belongs to", **_SQUARE),
    "pre-activations of exactly zero": _case(
        _KINK,
        w1=np.array([[2.0, 1.0, -1.0], [-1.0, 3.0, -1.0]]),
        b1=np.zeros(3),
        noise=np.full((2, 3), 0.5),
    ),
    "weights of zero": _case(
        _KINK, w1=np.zeros((2, 3)), b1=np.zeros(3), w2=np.zeros((3, 2)), b2=np.zeros(2)
    ),
    "scores in the thousands": _case(
        _HUGE, w2=1000 * np.array([[1.0, -0.5], [0.25, 0.75], [-0.3, 4.0]])
    ),
    "scores below minus a thousand": _case(_HUGE, b2=np.array([-2000.0, -2001.0])),
    "one of everything": point(
        "No axis is empty.",
        x=np.array([[2.0]]),
        y=np.array([0]),
        w1=np.array([[3.0]]),
        b1=np.array([-1.0]),
        w2=np.array([[-0.5]]),
        b2=np.array([4.0]),
        noise=np.array([[0.5]]),
        p=0.5,
        decay=0.25,
    ),
}

CREDIT = [
    credit(20, "the loss", output="loss"),
    credit(20, "`grad_w2`", output="grad_w2"),
    credit(30, "`grad_w1`, and all results together"),
    credit(10, "at test", points=("a test", "a test with a penalty")),
    credit(
        10,
        "the limits: numbers equal to `p`, and scores in the thousands",
        points=("numbers equal to p", "nothing dropped", "scores in the thousands"),
    ),
    credit(10, "new arrays, and arguments left alone", effects=True),
]

LAWS = [
    laws.repeatable(),  # the numbers that decide are handed in
    laws.gradient_agrees("b2", value=0, gradient=4),
]

EXAMPLE = {
    "x": np.array([[1.0, 2.0], [3.0, -1.0]]),
    "y": np.array([1, 0]),
    "w1": np.array([[1.0, 0.5, 0.25], [0.5, 1.0, 2.0]]),
    "b1": np.array([0.5, 1.0, -0.5]),
    "w2": np.array([[1.0, -0.5], [0.25, 0.75], [-0.3, 0.4]]),
    "b2": np.array([0.0, 0.0]),
    "noise": np.array([[0.6, 0.1, 0.9], [0.2, 0.8, 0.4]]),
    "p": 0.3,
}


def second_opinion(x, y, w1, b1, w2, b2, noise, p, decay=0.0, training=True):
    """Row by row over a smaller network: what is dropped is left out, and what is kept has larger
    weights. Derivatives go forwards, one parameter at a time."""
    x, w1, b1, w2, b2 = (array.astype(float) for array in (x, w1, b1, w2, b2))
    loss = decay / 2 * math.fsum([*(w1.ravel() ** 2), *(w2.ravel() ** 2)])
    slopes = [decay * w1, 0 * b1, decay * w2, 0 * b2]
    for n, label in enumerate(y.tolist()):
        kept = [k for k in range(len(b1)) if not training or noise[n, k] >= p]
        boost = 1 / (1 - p) if training else 1.0
        sums = {k: b1[k] + math.fsum(x[n] * w1[:, k]) for k in kept}
        kept = [k for k in kept if sums[k] > 0]  # what is not positive might as well be missing
        scores = [b2[c] + sum(sums[k] * boost * w2[k, c] for k in kept) for c in range(len(b2))]
        top = max(scores)
        whole = math.fsum(math.exp(score - top) for score in scores)
        loss += (math.log(whole) + top - scores[label]) / len(y)
        for c, score in enumerate(scores):
            pull = (math.exp(score - top) / whole - (c == label)) / len(y)
            slopes[3][c] += pull
            for k in kept:
                slopes[2][k, c] += pull * boost * sums[k]
                slopes[1][k] += pull * boost * w2[k, c]
                for d in range(len(w1)):
                    slopes[0][d, k] += pull * boost * w2[k, c] * x[n, d]
    return loss, *slopes
