"""What non-maximum suppression is tried with."""

from fractions import Fraction

import numpy as np

from heldout.authoring import credit, point

TOLERANCE = (0.0, 0.0)


def inputs(draw):
    """A few objects, each found several times; some equal scores, some boxes without area."""
    (count,) = draw.sizes("N", most=9)
    objects = draw.between(-6.0, 6.0, 3, 2)
    starts = objects[draw.whole(0, draw.integer(0, 2), count)] + draw.numbers(count, 2)
    sides = np.abs(draw.numbers(count, 2, centre=3.0))
    if draw.chance(0.3):
        sides[draw.integer(0, count - 1), draw.integer(0, 1)] = 0.0
    kind = draw.dtype("float64", "float32")
    scores = draw.numbers(count)
    if draw.chance(0.5):
        scores = np.round(scores)
    return {
        "boxes": draw.laid_out(np.concatenate([starts, starts + sides], axis=1), kind),
        "scores": draw.laid_out(scores, kind),
        "threshold": draw.one_of(0.5, 0.3, 0.1, 0.7, 0.0),
    }


def _case(says, boxes, scores, threshold):
    rows = np.array(boxes, dtype=float).reshape(-1, 4)
    return point(says, boxes=rows, scores=np.array(scores, dtype=float), threshold=threshold)


_CHAIN = [[0, 0, 4, 2], [2, 0, 6, 2], [4, 0, 8, 2]]  # neighbours overlap by a third
_SAME = [[0, 0, 2, 2], [0, 0, 2, 2], [5, 5, 6, 6], [0, 0, 2, 2]]
_KEPT = "a box that was suppressed suppresses nobody"
_EARLIER = "the one that stands earlier in `boxes` comes first"
_EQUAL = "An overlap equal to `threshold` does not suppress"
_ZERO = "Of two boxes without area it is 0."
_ORDER = "in the order in which they were kept"
_ANY = "any finite numbers, also negative ones"
_BOTH = "`threshold` lies between 0 and 1, both included."
_PLANE = "on a continuous plane (the width is $x_2 - x_1$)"

POINTS = {
    "no boxes": _case("N may be 0.", [], [], 0.5),
    "one box": _case(_BOTH, [[1, 1, 2, 2]], [0.0], 0.0),
    "a chain of three": _case(_KEPT, _CHAIN, [0.9, 0.8, 0.7], 0.25),
    "a chain, the best in the middle": _case(_KEPT, _CHAIN, [0.7, 0.9, 0.8], 0.25),
    "a chain of five": _case(
        _KEPT,
        [[2 * k, 0, 2 * k + 4, 1] for k in range(5)],
        [0.5, 0.9, 0.7, 0.8, 0.6],
        0.125,
    ),
    "equal scores": _case(_EARLIER, _SAME, [0.5, 0.5, 0.5, 0.5], 0.5),
    "equal scores, the best further on": _case(
        _EARLIER,
        [[0, 0, 2, 2], [9, 9, 10, 10], [0, 0, 2, 2], [9, 9, 10, 10], [20, 0, 21, 1]],
        [0.25, 0.5, 0.25, 0.5, 0.75],
        0.5,
    ),
    "many equal scores": _case(
        _EARLIER, [[3 * k, 0, 3 * k + 1, 1] for k in range(40)], [0.5] * 20 + [0.75] * 20, 0.5
    ),
    "an overlap of exactly a half": _case(_EQUAL, [[0, 0, 2, 1], [0, 0, 1, 1]], [0.9, 0.8], 0.5),
    "an overlap of a little more than a half": _case(
        "larger than `threshold`", [[0, 0, 2, 1], [0, 0, 1.0625, 1]], [0.9, 0.8], 0.5
    ),
    "equal boxes and a threshold of 1": _case(_EQUAL, _SAME, [0.1, 0.4, 0.3, 0.2], 1.0),
    "touching boxes and a threshold of 0": _case(
        _EQUAL, [[0, 0, 2, 2], [2, 0, 4, 2], [1.9375, 1, 3, 2], [2, 2, 3, 3]], [4, 3, 2, 1], 0.0
    ),
    "apart in both directions": _case(
        "Keep a box unless", [[0, 0, 1, 1], [5, 5, 6, 6], [-9, -9, -7, -7]], [0.9, 0.8, 0.7], 0.25
    ),
    "points and lines": _case(
        _ZERO,
        [[1, 1, 1, 1], [1, 1, 1, 1], [0, 0, 2, 2], [0, 0, 2, 0], [0, 0, 2, 2]],
        [0.9, 0.8, 0.7, 0.6, 0.5],
        0.0,
    ),
    "scores of 0 and below": _case(
        _ANY, [[0, 0, 2, 2], [0, 0, 2, 1.5], [4, 4, 5, 5]], [-3.0, -1.0, 0.0], 0.5
    ),
    "scores beyond 1": _case(
        _ANY, [[0, 0, 2, 2], [0, 0, 2, 1.75], [4, 4, 5, 5]], [100.0, -100.0, 1000.0], 0.5
    ),
    "sides of a thousandth": _case(
        _PLANE, [[0, 0, 0.001, 0.001], [0, 0.0005, 0.001, 0.0015]], [0.5, 0.75], 0.4
    ),
    "sides of a hundred-millionth": _case(
        "Sides may be as short as $10^{-8}$",
        [[0, 0, 1e-8, 1e-8], [0, 0, 1e-8, 0.75e-8], [0, 2e-8, 1e-8, 3e-8]],
        [0.5, 0.75, 0.25],
        0.5,
    ),
    "one inside the other": _case(
        "Overlap is intersection over union.", [[0, 0, 9, 9], [1, 1, 2, 2]], [0.9, 0.8], 0.5
    ),
    "scores that rise": _case(
        _ORDER, [[0, 0, 1, 1], [2, 0, 3, 1], [4, 0, 5, 1]], [0.25, 0.5, 0.75], 0.5
    ),
}

CREDIT = [
    credit(50, "the right boxes in the right order"),
    credit(
        20,
        "only kept boxes suppress",
        points=("a chain of three", "a chain, the best in the middle", "a chain of five"),
    ),
    credit(
        20,
        "ties: equal scores, and an overlap equal to the threshold",
        points=(
            "equal scores",
            "equal scores, the best further on",
            "many equal scores",
            "an overlap of exactly a half",
            "equal boxes and a threshold of 1",
            "touching boxes and a threshold of 0",
        ),
    ),
    credit(10, "arguments left alone", effects=True),
]

EXAMPLE = {
    "boxes": np.array([[0.0, 0.0, 4.0, 4.0], [6.0, 6.0, 8.0, 8.0], [0.0, 1.0, 4.0, 5.0]]),
    "scores": np.array([0.6, 0.7, 0.9]),
    "threshold": 0.5,
}


def second_opinion(boxes, scores, threshold):
    """Takes the best that is left and strikes out its neighbours; overlaps in exact fractions."""
    rows = [[Fraction(value) for value in row] for row in boxes.tolist()]
    left, kept = list(range(len(rows))), []
    while left:
        best = min(left, key=lambda index: (-float(scores[index]), index))
        kept.append(best)
        left = [
            index
            for index in left
            if index != best and not _overlaps(rows[best], rows[index], Fraction(threshold))
        ]
    return kept


def _overlaps(a, b, threshold):
    """Whether the intersection is more than that share of the union; no division."""
    width = min(a[2], b[2]) - max(a[0], b[0])
    height = min(a[3], b[3]) - max(a[1], b[1])
    common = width * height if width > 0 and height > 0 else Fraction(0)
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (a, b)]
    return common > threshold * (sum(areas) - common)


SURVIVORS = {
    "_iou(boxes[index], boxes[other]) → _iou(boxes[other], boxes[index])": (
        "equivalent: the overlap of two boxes does not depend on their order"
    ),
}
