"""What the mended suppression is tried with."""

import numpy as np

from heldout.authoring import credit, laws, point

TOLERANCE = (1e-9, 1e-9)
OUTPUTS = ("overlaps", "kept")


def inputs(draw):
    """A few objects, each found several times, in rows of any order; some equal scores."""
    (count,) = draw.sizes("N", most=7)
    objects = draw.between(-6.0, 6.0, 3, 2)
    starts = objects[draw.whole(0, 2, count)] + draw.numbers(count, 2)
    sides = np.abs(draw.numbers(count, 2, centre=4.0)) + 0.5
    scores = draw.numbers(count)
    if draw.chance(0.4):
        scores = np.round(scores)
    return {
        "boxes": draw.laid_out(np.concatenate([starts, starts + sides], axis=1)),
        "scores": draw.laid_out(scores),
        "threshold": draw.one_of(0.3, 0.15, 0.6),
    }


def _case(says, boxes, scores, threshold):
    return point(
        says,
        boxes=np.array(boxes, dtype=float),
        scores=np.array(scores, dtype=float),
        threshold=threshold,
    )


_CHAIN = [[0, 0, 4, 2], [2, 0, 6, 2], [4, 0, 8, 2]]  # neighbours overlap by a third
_DISJOINT = [[4, 0, 5, 1], [0, 0, 1, 1], [2, 0, 3, 1]]
_KEPT = "unless its overlap with a box **kept** before is larger than `threshold`"
_EQUAL = "An overlap that equals the threshold does not suppress."
_TOUCH = "Boxes that only touch have the overlap 0."
_ORDER = "Boxes are taken by falling score, of equal scores the earlier row first."
_IOU = "Overlap is intersection over union."

POINTS = {
    "one box": _case("N is at least 1", [[1, 1, 2, 3]], [0.5], 0.5),
    "side by side in one row": _case(_ORDER, _DISJOINT, [0.5, 0.75, 0.25], 0.5),
    "a chain": _case(_KEPT, _CHAIN, [0.7, 0.8, 0.9], 0.25),
    "a chain of four": _case(_KEPT, [*_CHAIN, [6, 0, 10, 2]], [0.6, 0.7, 0.8, 0.9], 0.25),
    "apart in both directions": _case(
        _IOU, [[0, 0, 1, 1], [5, 5, 7, 9], [-9, -9, -7, -7]], [0.7, 0.9, 0.8], 0.25
    ),
    "touching": _case(_TOUCH, [[0, 0, 2, 2], [2, 0, 4, 2], [2, 2, 3, 3]], [1, 2, 3], 0.0),
    "one inside the other": _case(_IOU, [[0, 0, 9, 9], [1, 1, 4, 3]], [0.8, 0.9], 0.5),
    "equal scores": _case(_ORDER, [[0, 0, 2, 2]] * 3 + [[5, 5, 6, 6]], [0.5] * 4, 0.5),
    "many equal scores": _case(
        _ORDER, [[3 * k, 0, 3 * k + 1, 1] for k in range(20)], [0.5] * 10 + [0.75] * 10, 0.5
    ),
    "exactly the threshold": _case(_EQUAL, [[0, 0, 1, 1], [0, 0, 2, 1]], [0.8, 0.9], 0.5),
    "a threshold of 1": _case(_EQUAL, [[0, 0, 1, 1], [0, 0, 1, 1]], [0.8, 0.9], 1.0),
}
CREDIT = [
    credit(40, "`overlaps`", output="overlaps"),
    credit(35, "`kept`", output="kept"),
    credit(
        15, "`overlaps` and `kept`, for boxes side by side", points=("side by side in one row",)
    ),
    credit(10, "a new array, and arguments left alone", effects=True),
]
LAWS = [laws.shift_free("boxes", output=0)]
EXAMPLE = {
    "boxes": np.array([[0.0, 0.0, 4.0, 4.0], [6.0, 6.0, 8.0, 8.0], [0.0, 1.0, 4.0, 5.0]]),
    "scores": np.array([0.6, 0.7, 0.9]),
    "threshold": 0.5,
}


def second_opinion(boxes, scores, threshold):
    """Pair by pair, and then the best that is left again and again, in plain Python."""
    rows = boxes.tolist()
    overlaps = [[_iou(one, other) for other in rows] for one in rows]
    left, kept = list(range(len(rows))), []
    while left:
        best = min(left, key=lambda row: (-float(scores[row]), row))
        kept.append(best)
        left = [row for row in left if row != best and overlaps[best][row] <= threshold]
    return np.array(overlaps), kept


def _iou(one, other):
    (a, b, c, d), (e, f, g, h) = one, other
    wide, high = min(c, g) - max(a, e), min(d, h) - max(b, f)
    if wide <= 0 or high <= 0:
        return 0.0
    return wide * high / ((c - a) * (d - b) + (g - e) * (h - f) - wide * high)
