"""What the mended training function is tried with."""

import math

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("losses", "probs")
TOLERANCE = (1e-10, 1e-9)


def inputs(draw):
    rows, columns, classes = draw.sizes("n", "d", "K", most=6)
    return {
        "x": draw.numbers(rows, columns),
        "y": draw.whole(0, classes - 1, rows),
        "start": draw.numbers(columns, classes),
        "steps": draw.one_of(1, 2, 3),
        **draw.options(rate=(0.1, 1.5)),
    }


_X = np.array([[1.0, -2.0], [0.5, 3.0], [-1.0, 0.25], [2.0, 1.0]])
_START = np.array([[0.5, -1.0, 0.25], [1.5, 0.0, -0.5]])
_Y = np.array([0, 2, 1, 2])
POINTS = {
    "no step": point("(there may be none)", x=_X, y=_Y, start=_START, steps=0),
    "no step, a square of scores": point(
        "a tensor (n, K) whose rows add up to 1", x=_X[:3], y=_Y[:3], start=2 * _START, steps=0
    ),
    "scores in the thousands": point(
        "Scores in the thousands do not overflow.",
        x=1000 * _X,
        y=_Y,
        start=_START,
        steps=1,
        rate=1e-7,
    ),
    "ten steps": point("steps=10", x=_X, y=_Y, start=_START),
    "one class": point(
        "All sizes are at least 1.", x=_X, y=np.zeros(4, dtype=int), start=_START[:, :1]
    ),
    "one row": point("All sizes are at least 1.", x=_X[:1], y=_Y[:1], start=_START, steps=2),
}
CREDIT = [
    credit(45, "the losses", output="losses"),
    credit(15, "the probabilities after training", output="probs"),
    credit(
        30,
        "the probabilities without training",
        points=("no step", "no step, a square of scores"),
    ),
    credit(10, "new results, and arguments left alone", effects=True),
]
SURVIVORS = {
    "torch.zeros(start.shape[1], dtype=x.dtype, requires_grad=True) → "
    "torch.ones(start.shape[1], dtype=x.dtype, requires_grad=True)": (
        "equivalent: the same number added to all scores changes neither loss nor probabilities"
    )
}
EXAMPLE = {"x": _X[:2], "y": _Y[:2], "start": _START, "steps": 2}


def second_opinion(x, y, start, rate=0.5, steps=10):
    """The gradient by its formula, one row at a time, in plain Python."""
    (n, d), k = x.shape, start.shape[1]
    weight, bias = start.tolist(), [0.0] * k

    def scored(row):
        return [bias[c] + sum(row[j] * weight[j][c] for j in range(d)) for c in range(k)]

    def shares(scores):
        parts = [math.exp(s - max(scores)) for s in scores]
        return [part / sum(parts) for part in parts]

    losses = []
    for _ in range(steps):
        total, to_weight, to_bias = 0.0, [[0.0] * k for _ in range(d)], [0.0] * k
        for row, label in zip(x.tolist(), y.tolist(), strict=True):
            scores = scored(row)
            total += max(scores) - scores[label]
            total += math.log(sum(math.exp(s - max(scores)) for s in scores))
            for c, p in enumerate(shares(scores)):
                slope = (p - (c == label)) / n
                to_bias[c] += slope
                for j in range(d):
                    to_weight[j][c] += slope * row[j]
        losses.append(total / n)
        bias = [b - rate * g for b, g in zip(bias, to_bias, strict=True)]
        weight = [
            [w - rate * g for w, g in zip(*pair, strict=True)]
            for pair in zip(weight, to_weight, strict=True)
        ]
    return losses, np.array([shares(scored(row)) for row in x.tolist()])
