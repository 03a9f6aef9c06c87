"""What the overlap of boxes is tried with, as tensors."""

from fractions import Fraction

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("value", "gradients")
GRADIENTS = ("a", "b")


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-4, 1e-3) if arguments["a"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """Boxes that meet often; some without area; no coordinate of one list in the other."""
    n, m = draw.sizes("N", "M")
    kind = draw.dtype("float64", "float32")
    span = draw.one_of(1.0, 0.001) if kind == "float64" else 1.0
    boxes = []
    for count, offset in ((n, 0.0), (m, 0.25)):
        corners = np.round(draw.numbers(count, 2, spread=3.0) * 2.0)
        sides = np.maximum(2.0, np.round(np.abs(draw.numbers(count, 2, centre=8.0, spread=4.0))))
        if kind == "float64" and draw.chance(0.3):
            sides[draw.integer(0, count - 1)] = 0.0
        both = np.concatenate([corners, corners + sides], axis=1) / 2.0 + offset
        boxes.append(draw.laid_out(both * span, kind))
    return {"a": boxes[0], "b": boxes[1]}


def _boxes(*rows):
    return np.array(rows, dtype=float).reshape(-1, 4)


_ZERO = "Two of them have the union 0, and then the result is **0**."
_NEVER = "the gradient of that entry is 0, never nan"
_PLANE = "on a continuous plane: the width is $x_2 - x_1$"
_EMPTY = "either may have no rows"
_APART = "Boxes that do not meet have 0."
_ENTRY = "The entry (i, j) of the result"

POINTS = {
    "two points": point(_ZERO, a=_boxes([1, 1, 1, 1]), b=_boxes([3, 2, 3, 2])),
    "points among boxes": point(
        _NEVER,
        a=_boxes([0, 0, 4, 4], [1, 1, 1, 1], [2, 2, 2, 2]),
        b=_boxes([0.5, 0.5, 3, 3], [2.5, 2.5, 2.5, 2.5], [9, 8, 9, 8]),
    ),
    "apart in both directions": point(
        _APART, a=_boxes([0, 0, 1, 1]), b=_boxes([4, 5, 7, 9], [-4, -5, -3, -1])
    ),
    "apart in one direction": point(
        _APART, a=_boxes([0, 0, 2, 2]), b=_boxes([4, 0.5, 5, 1.5], [0.5, 4, 1.5, 6])
    ),
    "one inside the other": point(
        _ENTRY, a=_boxes([0, 0, 10, 10]), b=_boxes([2, 3, 4, 5], [-1, -2, 11, 12])
    ),
    "a cross": point(_ENTRY, a=_boxes([0, 4, 10, 6]), b=_boxes([3, 0.5, 8, 9])),
    "sides of a thousandth": point(
        _PLANE, a=_boxes([0.5, 0.5, 0.501, 0.502]), b=_boxes([0.5005, 0.501, 0.5015, 0.503])
    ),
    "sides of a hundred-thousandth": point(
        "In float64, sides may be as short as $10^{-5}$",
        a=_boxes([0, 0, 1e-5, 2e-5]),
        b=_boxes([0.5e-5, 1e-5, 1.5e-5, 3e-5]),
    ),
    "as many boxes in both": point(
        _ENTRY, a=_boxes([0, 0, 2, 2], [1, 1, 4, 3]), b=_boxes([0.5, 0.5, 3, 5], [-1, -1, 1.5, 9])
    ),
    "no boxes in the first list": point(_EMPTY, a=_boxes(), b=_boxes([0, 0, 1, 1], [0, 0, 2, 1])),
    "no boxes in the second list": point(_EMPTY, a=_boxes([0, 0, 1, 1]), b=_boxes()),
}

CREDIT = [
    credit(35, "the value", output="value"),
    credit(30, "the gradients", output="gradients"),
    credit(
        25,
        "both, for boxes without area and for boxes apart",
        points=(
            "two points",
            "points among boxes",
            "apart in both directions",
            "apart in one direction",
        ),
    ),
    credit(10, "a new tensor, and arguments left alone", effects=True),
]

EXAMPLE = {"a": _boxes([0, 0, 2, 2], [1, 1, 4, 3]), "b": _boxes([1.5, 0.5, 3.5, 2.5])}


def second_opinion(a, b):
    """Pair by pair in exact fractions; the slopes from how far each corner moves each area."""
    value = np.zeros((len(a), len(b)))
    slopes = [np.zeros(a.shape), np.zeros(b.shape)]
    for number, (i, j) in enumerate(np.ndindex(value.shape)):
        boxes = [[Fraction(entry) for entry in box.tolist()] for box in (a[i], b[j])]
        middle = _iou(boxes)
        value[i, j] = float(middle)
        weight = np.cos(0.7 * number + 0.3)
        if not middle:
            continue
        for which, row in ((0, i), (1, j)):
            for corner in range(4):
                # In each corner a quotient of two linear functions, near here: two values tell it.
                slopes[which][row, corner] += weight * float(_slope(boxes, which, corner))
    return value, slopes


def _slope(boxes, which, corner):
    """Of (p + q h) / (r + s h) it is (q r − p s) / r², with p, q, r and s from h = 0 and h = δ."""
    step = Fraction(1, 2**40)
    moved = [list(box) for box in boxes]
    moved[which][corner] += step
    (p, r), (p2, r2) = _areas(boxes), _areas(moved)
    return ((p2 - p) / step * r - p * (r2 - r) / step) / r**2


def _areas(boxes):
    """Intersection and union."""
    one, other = boxes
    width = min(one[2], other[2]) - max(one[0], other[0])
    height = min(one[3], other[3]) - max(one[1], other[1])
    common = width * height if width > 0 and height > 0 else Fraction(0)
    whole = sum((box[2] - box[0]) * (box[3] - box[1]) for box in boxes)
    return common, whole - common


def _iou(boxes):
    common, union = _areas(boxes)
    return common / union if union else Fraction(0)


SURVIVORS = {
    "torch.where(union > 0, union, 1.0) → torch.where(union > 0, union, 2.0)": (
        "equivalent: where the union is 0 the intersection is too, and 0 divided by any number is 0"
    ),
}
