"""What the distances between two sets are tried with."""

from fractions import Fraction

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("value", "gradients")
GRADIENTS = ("x", "y")


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-5, 1e-5) if arguments["x"].dtype == np.float32 else (1e-12, 1e-6)


def inputs(draw):
    """Two sets of rows, at times with rows in common."""
    count, other, width = draw.sizes("N", "M", "D", most=6)
    kind = draw.dtype("float64", "float32")
    x = draw.numbers(count, width, dtype=kind)
    y = np.array(draw.numbers(other, width, spread=draw.one_of(1.0, 3.0), dtype=kind))
    if draw.chance(0.4):
        y[-1] = x[0]
    return {"x": x, "y": draw.laid_out(y)}


_SAME = "Where two rows coincide, the distance is 0 and contributes a gradient of **0**"
_FAR = "rows a million from the origin that lie a thousandth apart"
_NEAR = "rows that are nearly, but not quite, equal ($10^{-9}$ apart, near the origin)"
_SHAPE = "`x` has the shape (N, D), `y` the shape (M, D)"
_LEAST = "All sizes are at least 1."
_ROWS = np.array([[0.5, -1.0, 2.0], [1.5, 0.0, -0.5], [0.5, 1.0, 2.5]])

POINTS = {
    "a set with itself": point(_SAME, x=_ROWS, y=_ROWS.copy()),
    "one row in common": point(_SAME, x=_ROWS[:2], y=np.array([[1.5, 0.0, -0.5], [3.0, 3.0, 3.0]])),
    "one row in common in float32": point(
        _SAME, x=_ROWS[:2].astype(np.float32), y=_ROWS[1:].astype(np.float32)
    ),
    "everything zero": point(_SAME, x=np.zeros((2, 3)), y=np.zeros((4, 3))),
    "a million away": point(
        _FAR, x=1e6 + np.array([[0.0, 0.0], [0.001, 0.0]]), y=1e6 + np.array([[0.0, 0.001]])
    ),
    "minus a million, the same row": point(
        _FAR, x=np.array([[-1e6, 3.0], [-1e6 - 0.001, 3.0]]), y=np.array([[-1e6, 3.0]])
    ),
    "nearly equal": point(_NEAR, x=np.array([[0.0, 1e-9]]), y=np.array([[0.0, 0.0], [1e-9, 0.0]])),
    "as many rows as features": point(_SHAPE, x=_ROWS, y=_ROWS[::-1] + 1.0),
    "one row each": point(_LEAST, x=np.array([[3.0, 4.0]]), y=np.array([[0.0, 0.0]])),
    "one feature": point(_LEAST, x=np.array([[3.0], [-1.0]]), y=np.array([[1.0], [2.0], [-5.0]])),
    "as many rows in both": point(_SHAPE, x=_ROWS[:, :2], y=2.0 * _ROWS[:, 1:]),
}

CREDIT = [
    credit(30, "the distances", output="value"),
    credit(35, "the gradients of `x` and `y`", output="gradients"),
    credit(
        20,
        "rows that coincide",
        points=("a set with itself", "one row in common", "everything zero"),
    ),
    credit(10, "far away and nearly equal", points=("a million away", "nearly equal")),
    credit(5, "a new tensor, and arguments left alone", effects=True),
]

FORBIDDEN = {
    "aten::cdist": "`torch.cdist`",
    "aten::_cdist_forward": "`torch.cdist`",
    "aten::_euclidean_dist": "`torch.cdist`",
    "aten::pairwise_distance": "`pairwise_distance`",
}

EXAMPLE = {
    "x": np.array([[0.0, 0.0], [3.0, 4.0]]),
    "y": np.array([[0.0, 0.0], [3.0, 0.0], [6.0, 8.0]]),
}


def second_opinion(x, y):
    """Squares in exact fractions; slopes from the formula, weighted by the judge's cosines."""
    n, m = len(x), len(y)
    weights = np.cos(0.7 * np.arange(n * m) + 0.3).astype(x.dtype).reshape(n, m)
    value, to_x, to_y = np.zeros((n, m)), np.zeros(x.shape), np.zeros(y.shape)
    for i in range(n):
        for j in range(m):
            gaps = [
                Fraction(float(a)) - Fraction(float(b)) for a, b in zip(x[i], y[j], strict=True)
            ]
            value[i, j] = float(sum(gap * gap for gap in gaps)) ** 0.5
            if value[i, j] > 0:
                slope = np.array([float(gap) for gap in gaps]) / value[i, j] * weights[i, j]
                to_x[i] += slope
                to_y[j] -= slope
    return value, [to_x, to_y]


SURVIVORS = {
    "torch.where(apart, square, 1.0) → torch.where(apart, square, 2.0)": "equivalent: any number "
    "will do there, the second `where` replaces its root",
    "torch.where(apart, square, 1.0) → torch.where(apart, square, 0.0)": "equivalent: the first "
    "`where` lets no gradient through there, not even nan",
    "x[:, None] - y → y - x[:, None]": "equivalent: it is squared",
}
