"""What the mended training function is tried with."""

import math

import numpy as np

from heldout.authoring import credit, point

TOLERANCE = (1e-7, 1e-7)


def inputs(draw):
    examples, columns, hidden, classes = draw.sizes("n", "d", "h", "k", least=2)
    scale = 10.0 ** draw.between(-1, 2, columns)
    return {
        "x": scale * (draw.numbers(examples, columns) + 2.0),
        "labels": draw.whole(0, classes - 1, examples),
        "start1": draw.numbers(columns, hidden),
        "start2": draw.numbers(hidden, classes),
        "steps": draw.one_of(3, 1, 7),
        **draw.options(rate=(0.1, 0.3)),
    }


_X = np.array([[120.0, 0.1], [80.0, 0.4], [100.0, 0.2], [60.0, 0.9]])
_START = {
    "start1": np.array([[0.5, -1.0, 0.3], [1.2, 0.4, -0.7]]),
    "start2": np.array([[0.2, -0.4], [1.0, 0.6], [-0.9, 0.8]]),
}
POINTS = {
    "one batch by heart": point(
        "train it on **one batch** again and again",
        x=_X,
        labels=np.array([0, 1, 0, 1]),
        **_START,
        steps=60,
    ),
    "scores in the thousands": point(
        "Scores in the thousands do not overflow",
        x=np.array([[-1.0], [1.0], [3.0]]),
        labels=np.array([1, 0, 0]),
        start1=np.array([[1.0, -1.0]]),
        start2=np.array([[3000.0, -3000.0], [-3000.0, 0.0]]),
        steps=1,
    ),
    "forty steps": point("40 unless said", x=_X, labels=np.array([1, 0, 0, 1]), **_START),
    "no step": point(
        "before each of the `steps` steps", x=_X, labels=np.array([1, 1, 0, 0]), **_START, steps=0
    ),
    "a unit at the kink": point(
        "slope 0 at 0",
        x=np.array([[1.0, 2.0], [3.0, 2.5], [2.0, 9.0], [2.0, 0.5]]),
        labels=np.array([0, 1, 1, 0]),
        start1=np.array([[1.0, 0.0], [0.5, 0.0]]),
        start2=np.array([[1.0, -1.0], [0.5, 2.0]]),
        steps=4,
    ),
}
CREDIT = [
    credit(60, "the losses of a few steps"),
    credit(30, "the long run on one batch", points=("one batch by heart", "forty steps")),
    credit(10, "a new array, and arguments left alone", effects=True),
]
SURVIVORS = {"1 / start2.shape[0] → 1.0 / start2.shape[0]": "equivalent: the same number"}
EXAMPLE = {"x": _X, "labels": np.array([0, 1, 0, 1]), **_START, "steps": 3}


def second_opinion(x, labels, start1, start2, steps=40, rate=0.5):
    """One example and one weight at a time, in plain Python."""
    n, d = x.shape
    h, k = start2.shape
    means = [math.fsum(x[:, j]) / n for j in range(d)]
    spans = [math.sqrt(math.fsum((v - means[j]) ** 2 for v in x[:, j]) / n) for j in range(d)]
    rows = [[(float(r[j]) - means[j]) / spans[j] for j in range(d)] for r in x]
    w1 = [[float(start1[j, u]) * math.sqrt(2 / d) for u in range(h)] for j in range(d)]
    w2 = [[float(start2[u, c]) / math.sqrt(h) for c in range(k)] for u in range(h)]
    b1 = [0.0] * h
    losses = []
    for step in range(steps):
        g1 = [[1e-4 * w for w in line] for line in w1]
        g2 = [[1e-4 * w for w in line] for line in w2]
        gb, total = [0.0] * h, 0.0
        for row, label in zip(rows, labels.tolist(), strict=True):
            before = [b1[u] + sum(row[j] * w1[j][u] for j in range(d)) for u in range(h)]
            units = [max(0.0, value) for value in before]
            scores = [sum(units[u] * w2[u][c] for u in range(h)) for c in range(k)]
            top = max(scores)
            whole = sum(math.exp(s - top) for s in scores)
            total -= scores[label] - top - math.log(whole)
            slopes = [(math.exp(scores[c] - top) / whole - (c == label)) / n for c in range(k)]
            for u in range(h):
                if before[u] > 0:
                    back = sum(slopes[c] * w2[u][c] for c in range(k))
                    gb[u] += back
                    for j in range(d):
                        g1[j][u] += row[j] * back
                for c in range(k):
                    g2[u][c] += units[u] * slopes[c]
        losses.append(total / n)
        size = rate / (1 + 0.01 * step)
        b1 = [b - size * g for b, g in zip(b1, gb, strict=True)]
        w1 = [[w1[j][u] - size * g1[j][u] for u in range(h)] for j in range(d)]
        w2 = [[w2[u][c] - size * g2[u][c] for c in range(k)] for u in range(h)]
    return np.array(losses, dtype=float)
