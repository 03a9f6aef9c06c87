"""What the perceptron rule is tried with."""

from fractions import Fraction

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("weight", "bias", "mistakes", "passes")
TOLERANCE = (1e-9, 1e-9)


def inputs(draw):
    """Small whole numbers, so that many points lie exactly on the boundary."""
    count, width = draw.sizes("N", "D")
    x = draw.whole(-3, 3, count, width)
    y = 2 * np.array(draw.whole(0, 1, count)) - 1
    if draw.chance(0.5):  # so that it comes to an end
        y = np.where(x @ np.arange(1, width + 1) + 0.5 > 0, 1, -1)
    weight = draw.whole(-2, 2, width) * draw.one_of(0.0, 1.0, 0.5)
    return {
        "x": draw.laid_out(x, draw.one_of("float64", "int64")),
        "y": draw.laid_out(y, "int64"),
        "weight": draw.laid_out(weight),
        **draw.options(bias=(1.0, -2.0, 0.5), rate=(0.5, 2.0, 0.25), max_passes=(3, 1, 0, 6)),
    }


def _case(says, x, y, weight, **given):
    x, y, weight = np.array(x, dtype=float), np.array(y), np.array(weight, dtype=float)
    return point(says, x=x, y=y, weight=weight, **given)


_BOUNDARY = "so a point exactly on the boundary is a mistake"
_STOP = "Stop after the first pass without a mistake, or after `max_passes` passes."
_ORDER = "with the weights as they are at that moment"
_START = "`weight` (D,), float64, and `bias` are where training starts."
_LEAST = "`rate` is positive, `max_passes` at least 0."
_CORNERS = [[0, 0], [0, 1], [1, 0], [1, 1]]

POINTS = {
    "and, from zero": _case(_BOUNDARY, _CORNERS, [-1, -1, -1, 1], [0, 0]),
    "or, from zero": _case(_STOP, _CORNERS, [-1, 1, 1, 1], [0, 0]),
    "exclusive or, a hundred passes": _case(_STOP, _CORNERS, [-1, 1, 1, -1], [0, 0]),
    "already right": _case(_STOP, [[2, 1], [-1, -3]], [1, -1], [1, 1], bias=0.5),
    "one point on the boundary": _case(_BOUNDARY, [[1, -1], [3, 1]], [1, 1], [1, 1]),
    "the second row tests the first update": _case(
        _ORDER, [[1, 2], [2, 4], [-1, 1]], [1, 1, -1], [0, 0], max_passes=1
    ),
    "right rows between wrong ones": _case(
        _ORDER, [[1, 0], [-4, 1], [5, 0], [0, -1], [0, 2]], [1, -1, 1, 1, -1], [1, 0]
    ),
    "no pass": _case(_LEAST, [[1, 2]], [-1], [3, 4], bias=1.0, max_passes=0),
    "one row, one column": _case("N and D are at least 1", [[2]], [-1], [4], rate=0.5),
    "another start and rate": _case(
        _START, _CORNERS, [1, -1, -1, -1], [2, -1], bias=-3.0, rate=0.5
    ),
}

CREDIT = [
    credit(40, "the weights", output="weight"),
    credit(20, "the bias", output="bias"),
    credit(20, "the number of mistakes", output="mistakes"),
    credit(10, "the number of passes", output="passes"),
    credit(10, "a new array, and arguments left alone", effects=True),
]

EXAMPLE = {
    "x": np.array([[0.0, 0.0], [0.0, 1.0], [1.0, 0.0], [1.0, 1.0]]),
    "y": np.array([-1, 1, 1, 1]),
    "weight": np.zeros(2),
}


def second_opinion(x, y, weight, bias=0.0, rate=1.0, max_passes=100):
    """In exact fractions and one long list of rows; the bias is a weight with the input 1."""
    w = [Fraction(float(value)) for value in weight] + [Fraction(bias)]
    rows = [[Fraction(float(value)) for value in row] + [Fraction(1)] for row in x]
    mistakes = since = passes = 0
    for step in range(max_passes * len(rows)):
        if step % len(rows) == 0:
            since, passes = 0, passes + 1
        row, label = rows[step % len(rows)], int(y[step % len(rows)])
        if label * sum(a * b for a, b in zip(w, row, strict=True)) <= 0:
            w = [a + Fraction(rate) * label * b for a, b in zip(w, row, strict=True)]
            mistakes += 1
            since += 1
        if step % len(rows) == len(rows) - 1 and since == 0:
            break
    return np.array([float(value) for value in w[:-1]]), float(w[-1]), mistakes, passes


SURVIVORS = {
    "before = -1 → before = -2": "equivalent: any number below 0 starts the first pass",
    "strict=True → strict=False": "equivalent: there are as many labels as rows",
    "rate * label * row → rate / label * row": "equivalent: labels are 1 and -1",
    "bias += rate * label → bias += rate / label": "equivalent: labels are 1 and -1",
    "np.dot(row, weight) → np.dot(weight, row)": "equivalent: both are vectors",
}
