"""What the overlap of boxes is tried with."""

from fractions import Fraction
from itertools import pairwise

import numpy as np

from heldout.authoring import credit, laws, point


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-4, 1e-4) if arguments["a"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """Boxes that meet often, some of them without area, some in both lists."""
    n, m = draw.sizes("N", "M")
    kind = draw.dtype("float64", "float32", "int64", "int32")
    span = draw.one_of(1.0, 0.001, 30000.0) if kind.startswith("float") else 1.0
    boxes = []
    for count in (n, m):
        corners = draw.numbers(count, 2, centre=0.0, spread=4.0)
        sides = np.abs(draw.numbers(count, 2, centre=5.0, spread=2.0))
        if draw.chance(0.3):
            sides[draw.integer(0, count - 1), draw.integer(0, 1)] = 0.0
        boxes.append(np.concatenate([corners, corners + sides], axis=1) * span)
    if draw.chance(0.3):
        boxes[1][0] = boxes[0][-1]
    if kind.startswith("int"):
        boxes = [np.rint(one) for one in boxes]
    return {name: draw.laid_out(one, kind) for name, one in zip("ab", boxes, strict=True)}


def _boxes(*rows):
    return np.array(rows, dtype=float).reshape(-1, 4)


_TOUCH = "Boxes that only touch have the overlap 0."
_ZERO = "the union 0, and then the result is **0**, also when they are equal"
_EMPTY = "N and M differ in general; either may be 0."
_NEGATIVE = "coordinates may be negative"
_PLANE = "Corners are points on a continuous plane"
_FIT = "an area may not fit into an int32"
_TINY = "boxes with sides of $10^{-8}$ count like any others"
_PAIRS = "The entry (i, j) of the result"

POINTS = {
    "apart in both directions": point(
        _PAIRS, a=_boxes([0, 0, 1, 1]), b=_boxes([4, 5, 7, 9], [4, 0, 5, 1], [0, 4, 1, 6])
    ),
    "touching at a side and at a corner": point(
        _TOUCH, a=_boxes([0, 0, 2, 2]), b=_boxes([2, 0, 4, 2], [2, 2, 3, 3], [0, 2, 2, 3])
    ),
    "one inside the other": point(
        _PAIRS, a=_boxes([0, 0, 10, 10], [2, 3, 4, 5]), b=_boxes([2, 3, 4, 5])
    ),
    "equal boxes": point(
        _PAIRS, a=_boxes([1, 2, 3.5, 7], [0, 0, 1, 1]), b=_boxes([1, 2, 3.5, 7], [0, 0, 1, 1])
    ),
    "two equal points": point(_ZERO, a=_boxes([1, 1, 1, 1]), b=_boxes([1, 1, 1, 1])),
    "lines and points among boxes": point(
        _ZERO,
        a=_boxes([0, 0, 0, 4], [1, 1, 1, 1], [0, 0, 4, 4]),
        b=_boxes([0, 0, 0, 4], [2, 2, 2, 2], [0, 0, 3, 0], [-1, 0, 2, 4]),
    ),
    "sides of a thousandth": point(
        _PLANE, a=_boxes([0.5, 0.5, 0.501, 0.502]), b=_boxes([0.5, 0.501, 0.501, 0.503])
    ),
    "sides of a hundred-millionth": point(
        _TINY, a=_boxes([0, 0, 1e-8, 2e-8]), b=_boxes([0, 1e-8, 1e-8, 3e-8], [0, 0, 2e-8, 2e-8])
    ),
    "negative coordinates": point(
        _NEGATIVE, a=_boxes([-4, -3, -1, 2]), b=_boxes([-2, -5, 3, 0], [-6, -6, 6, 6])
    ),
    "a cross": point(_PAIRS, a=_boxes([0, 4, 10, 6]), b=_boxes([3, 0, 8, 9])),
    "no boxes in the first list": point(_EMPTY, a=_boxes(), b=_boxes([0, 0, 1, 1], [0, 0, 2, 1])),
    "no boxes in the second list": point(_EMPTY, a=_boxes([0, 0, 1, 1]), b=_boxes()),
    "no boxes at all": point(_EMPTY, a=_boxes(), b=_boxes()),
    "large whole numbers": point(
        _FIT,
        a=np.array([[-100000, -100000, 100000, 100000], [0, 0, 65536, 65536]], dtype=np.int32),
        b=np.array([[0, 0, 100000, 90000]], dtype=np.int32),
    ),
}

CREDIT = [
    credit(55, "ordinary boxes, all with all"),
    credit(
        15,
        "boxes that touch or miss each other",
        points=("apart in both directions", "touching at a side and at a corner"),
    ),
    credit(
        20,
        "boxes without area, and very small ones",
        points=(
            "two equal points",
            "lines and points among boxes",
            "sides of a thousandth",
            "sides of a hundred-millionth",
        ),
    ),
    credit(10, "a new array, and arguments left alone", effects=True),
]

LAWS = [laws.bounded(0.0, 1.0), laws.follows_permutation("a", 0)]

EXAMPLE = {"a": _boxes([0, 0, 2, 2], [1, 1, 4, 3]), "b": _boxes([1, 0, 3, 2])}


def second_opinion(a, b):
    """Pair by pair in exact fractions; the plane is cut into cells at all corners of the two."""
    result = np.zeros((len(a), len(b)))
    for i, j in np.ndindex(result.shape):
        one, other = ([Fraction(value) for value in box.tolist()] for box in (a[i], b[j]))
        xs = sorted({one[0], one[2], other[0], other[2]})
        ys = sorted({one[1], one[3], other[1], other[3]})
        both = either = Fraction(0)
        for left, right in pairwise(xs):
            for top, bottom in pairwise(ys):
                cell = (right - left) * (bottom - top)
                inside = [
                    box[0] <= left and right <= box[2] and box[1] <= top and bottom <= box[3]
                    for box in (one, other)
                ]
                both += cell * all(inside)
                either += cell * any(inside)
        result[i, j] = float(both / either) if either else 0.0
    return result
