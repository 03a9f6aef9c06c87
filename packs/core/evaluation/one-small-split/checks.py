"""What the splitting is tried with."""

import math

import numpy as np

from heldout.authoring import credit, invalid, point

TOLERANCE = (1e-9, 1e-9)
OUTPUTS = ("fold", "scaled")


def inputs(draw):
    classes, columns, more = draw.sizes("classes", "D", "more", least=2)
    count = draw.integer(2, 4)
    rows = classes * count + more
    y = np.arange(rows) % classes
    order = np.argsort(draw.numbers(rows), kind="stable")
    centre = draw.numbers(columns, spread=5.0)
    return {"x": draw.numbers(rows, columns, centre=centre), "y": y[order], "count": count}


_X = np.array([[1.0, 5.0], [2.0, 5.0], [4.0, 9.0], [8.0, 5.0], [16.0, 5.0]])
POINTS = {
    "a column that never changes": point(
        "A column that is constant among the training rows is divided by 1",
        x=_X[:4],
        y=np.array([0, 1, 0, 1]),
        count=2,
    ),
    "a sorted file": point(
        "the file may be sorted by class", x=_X[:4], y=np.array([3, 3, 7, 7]), count=2
    ),
    "too few rows of a class": invalid(
        "Where that is not possible, or `count` is below 2, it raises `ValueError`",
        "ValueError",
        x=_X,
        y=np.array([0, 1, 1, 1, 1]),
        count=2,
    ),
    "a single fold": invalid(
        "Where that is not possible, or `count` is below 2, it raises `ValueError`",
        "ValueError",
        x=_X,
        y=np.array([0, 1, 0, 1, 1]),
        count=1,
    ),
}
CREDIT = [
    credit(40, "the folds", output="fold"),
    credit(40, "the scaling inside the fold", output="scaled"),
    credit(
        10,
        "constant columns and sorted files",
        points=("a column that never changes", "a sorted file"),
    ),
    credit(10, "`ValueError`", points=("too few rows of a class", "a single fold")),
]
SURVIVORS = {"range(count) → range(count + 1)": "equivalent: one more fold holds no row"}
EXAMPLE = {"x": _X[:, :1], "y": np.array([0, 1, 0, 1, 1]), "count": 2}


def second_opinion(x, y, count):
    """Deals the rows one by one, and scales each with sums over the other folds."""
    piles = [[] for _ in range(count)]
    turn = 0
    for label in sorted(set(y.tolist())):
        for row in range(len(y)):
            if y[row] == label:
                piles[turn % count].append(row)
                turn += 1
    fold, scaled = np.zeros(len(y), dtype=int), np.zeros(x.shape)
    for number, pile in enumerate(piles):
        others = [row for row in range(len(y)) if row not in pile]
        for column in range(x.shape[1]):
            values = [float(x[row, column]) for row in others]
            mean = math.fsum(values) / len(values)
            spread = math.sqrt(math.fsum((v - mean) ** 2 for v in values) / len(values)) or 1.0
            for row in pile:
                fold[row] = number
                scaled[row, column] = (float(x[row, column]) - mean) / spread
    return fold, scaled
