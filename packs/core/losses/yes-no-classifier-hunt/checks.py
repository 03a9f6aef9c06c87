"""What the mended yes/no classifier is tried with."""

import math

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("losses", "accuracy", "probs")
TOLERANCE = (1e-10, 1e-9)


def inputs(draw):
    rows, columns = draw.sizes("n", "d", most=7)
    return {
        "x": draw.numbers(rows, columns),
        "y": draw.whole(0, 1, rows),
        "start": draw.numbers(columns, 1),
        "steps": draw.one_of(1, 2, 3),
        **draw.options(rate=(0.1, 1.5)),
    }


_X = np.array([[1.0, -2.0], [0.5, 3.0], [-1.0, 0.25], [2.0, 1.0], [0.25, 0.5]])
_START = np.array([[0.5], [0.25]])
_Y = np.array([0, 1, 1, 1, 0])
POINTS = {
    "no step": point("(there may be none)", x=_X, y=_Y, start=_START, steps=0),
    "no step, logits around one half": point(
        "whose probability is above 0.5 exactly if their label is 1",
        x=np.array([[0.25], [0.75], [-0.25], [0.4], [-2.0]]),
        y=np.array([1, 1, 1, 0, 0]),
        start=np.array([[1.0]]),
        steps=0,
    ),
    "no step, logits of 0": point(
        "whose probability is above 0.5 exactly if their label is 1",
        x=np.zeros((3, 1)),
        y=np.array([1, 0, 0]),
        start=np.array([[1.0]]),
        steps=0,
    ),
    "logits in the thousands": point(
        "Logits in the thousands do not overflow.",
        x=4000 * _X,
        y=_Y,
        start=_START,
        steps=1,
        rate=1e-8,
    ),
    "ten steps": point("steps=10", x=_X, y=_Y, start=_START),
    "nothing but yes": point(
        "all labels may be alike", x=_X, y=np.ones(5, dtype=int), start=_START, steps=4
    ),
    "nothing but no": point(
        "all labels may be alike", x=_X, y=np.zeros(5, dtype=int), start=_START, steps=4
    ),
    "one row": point("n and d are at least 1", x=_X[:1], y=_Y[:1], start=_START, steps=2),
    "one column": point("n and d are at least 1", x=_X[:, :1], y=_Y, start=_START[:1], steps=3),
}
CREDIT = [
    credit(40, "the losses", output="losses"),
    credit(15, "the probabilities after training", output="probs"),
    credit(5, "the accuracy after training", output="accuracy"),
    credit(
        30,
        "accuracy and probabilities without training",
        points=("no step", "no step, logits around one half", "no step, logits of 0"),
    ),
    credit(10, "new results, and arguments left alone", effects=True),
]
EXAMPLE = {"x": _X[:3], "y": _Y[:3], "start": _START, "steps": 2}


def second_opinion(x, y, start, rate=0.5, steps=10):
    """One row at a time in plain Python, with the gradient by its formula."""
    rows, labels = x.tolist(), y.tolist()
    weight, bias = start[:, 0].tolist(), 0.0

    def logit(row):
        return bias + sum(a * b for a, b in zip(row, weight, strict=True))

    losses = []
    for _ in range(steps):
        total, to_weight, to_bias = 0.0, [0.0] * len(weight), 0.0
        for row, label in zip(rows, labels, strict=True):
            z = logit(row)
            wrong = -z if label else z  # what counts against the row
            total += max(wrong, 0.0) + math.log1p(math.exp(-abs(wrong)))
            slope = (_sigmoid(z) - label) / len(rows)
            to_bias += slope
            to_weight = [a + slope * b for a, b in zip(to_weight, row, strict=True)]
        losses.append(total / len(rows))
        bias -= rate * to_bias
        weight = [a - rate * b for a, b in zip(weight, to_weight, strict=True)]
    probs = [_sigmoid(logit(row)) for row in rows]
    hits = sum((p > 0.5) == (label == 1) for p, label in zip(probs, labels, strict=True))
    return losses, hits / len(rows), np.array(probs)


def _sigmoid(z):
    return 1 / (1 + math.exp(-z)) if z > -700 else 0.0
