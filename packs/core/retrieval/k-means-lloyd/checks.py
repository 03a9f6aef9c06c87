"""What k-means is tried with."""

from fractions import Fraction

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("centres", "labels", "inertia", "steps")
TOLERANCE = (1e-8, 1e-9)


def inputs(draw):
    """Clouds and loose points; some centres far off, some in the same place."""
    count, clusters, width = draw.sizes("N", "K", "D", most=7)
    count *= draw.one_of(1, 2)
    middle = draw.numbers(clusters, width, spread=draw.one_of(3.0, 1.0))
    x = middle[draw.whole(0, clusters - 1, count)] + draw.numbers(count, width)
    centres = np.array(draw.numbers(clusters, width, spread=draw.one_of(1.0, 3.0)))
    if draw.chance(0.3):
        centres[-1] = 100.0
    if clusters > 1 and draw.chance(0.2):
        centres[1] = centres[0]
    return {
        "x": draw.laid_out(x),
        "centres": draw.laid_out(centres),
        **draw.options(max_steps=(1, 2, 3)),
    }


def _case(says, x, centres, **given):
    return point(says, x=np.array(x, dtype=float), centres=np.array(centres, dtype=float), **given)


_EMPTY = "**A centre without rows stays where it is.**"
_TIE = "of several equally near ones the **lowest index**"
_FAR = "rows that lie a hundred million from the origin and only ones apart"
_END = "until one has left all labels as they were after the step before"
_LEAST = "All sizes and `max_steps` are at least 1."
_SAME = "K may exceed N, and centres may coincide."
_HALVES = "Then each centre moves to the mean of the rows with its label."
_SQUARE = [[0, 0], [0, 2], [6, 0], [6, 2], [3, 9]]

POINTS = {
    "two pairs": _case(_HALVES, [[0, 0], [0, 2], [6, 0], [6, 2]], [[1, 1], [2, 1]]),
    "a centre far from everything": _case(_EMPTY, _SQUARE, [[1, 1], [90, -90], [5, 1]]),
    "a centre that loses its rows": _case(
        _EMPTY, [[0], [1], [2], [9], [10], [11]], [[0.5], [4.5], [10]]
    ),
    "a row between two centres": _case(_TIE, [[0], [2], [4]], [[4], [0]], max_steps=1),
    "a row between two centres, other order": _case(_TIE, [[0], [2], [4]], [[0], [4]], max_steps=1),
    "the same centre twice": _case(_SAME, _SQUARE, [[3, 3], [3, 3], [3, 4]]),
    "more centres than rows": _case(_SAME, [[1, 2], [3, 4]], [[0, 0], [5, 5], [9, 9], [-2, 8]]),
    "far from the origin": _case(
        _FAR,
        np.array([[0, 0], [1, 0], [4, 1], [5, 1], [2, 0]]) + 1e8,
        np.array([[0, 1], [4, 0]]) + 1e8,
    ),
    "far below the origin": _case(
        _FAR, np.array([[0.0], [1], [3], [4], [1.5]]) - 1e8, np.array([[1.0], [2]]) - 1e8
    ),
    "already settled": _case(_END, [[0], [1], [8], [9]], [[0.5], [8.5]]),
    "many steps": _case(_END, [[0], [1], [3], [7], [15], [31], [63]], [[0], [1]]),
    "cut short by default": _case(
        "until `max_steps` are done", [[k**1.5] for k in range(40)], [[0], [1], [8**0.5], [27**0.5]]
    ),
    "cut short": _case("until `max_steps` are done", _SQUARE, [[0, 0], [0, 1]], max_steps=2),
    "one centre": _case(_LEAST, _SQUARE, [[7, 7]]),
    "one row": _case(_LEAST, [[2.0, 3.0, 4.0]], [[0, 0, 0], [2, 3, 5]]),
    "as many rows as centres as features": _case(
        "smallest Euclidean distance", [[0, 3], [2, 2]], [[0, 0], [0, -0.5]], max_steps=1
    ),
    "corner or edge": _case(
        "smallest Euclidean distance", [[0, 0], [9, 9]], [[2, 2], [3.5, 0], [9, 9]], max_steps=3
    ),
}

CREDIT = [
    credit(25, "the labels", output="labels"),
    credit(20, "the centres", output="centres"),
    credit(10, "the inertia", output="inertia"),
    credit(10, "the number of steps", output="steps"),
    credit(
        20,
        "centres without rows",
        points=(
            "a centre far from everything",
            "the same centre twice",
            "more centres than rows",
            "one row",
        ),
    ),
    credit(10, "rows far from the origin", points=("far from the origin", "far below the origin")),
    credit(5, "new arrays, and arguments left alone", effects=True),
]

EXAMPLE = {
    "x": np.array([[0.0, 0.0], [0.0, 2.0], [6.0, 0.0], [6.0, 4.0]]),
    "centres": np.array([[0.0, 1.0], [2.0, 1.0]]),
}


def second_opinion(x, centres, max_steps=10):
    """Row by row in exact fractions."""
    rows = [[Fraction(value) for value in row] for row in x.tolist()]
    places = [[Fraction(value) for value in row] for row in centres.tolist()]
    history = []
    for _ in range(max_steps):
        labels = []
        for row in rows:
            far = [sum((a - b) ** 2 for a, b in zip(row, place, strict=True)) for place in places]
            labels.append(far.index(min(far)))
        for k in range(len(places)):
            own = [row for row, label in zip(rows, labels, strict=True) if label == k]
            if own:
                places[k] = [sum(column) / len(own) for column in zip(*own, strict=True)]
        history.append(labels)
        if history[-2:] == [labels, labels]:
            break
    inertia = sum(
        (a - b) ** 2
        for row, label in zip(rows, history[-1], strict=True)
        for a, b in zip(row, places[label], strict=True)
    )
    found = np.array([[float(value) for value in place] for place in places])
    return found, np.array(history[-1]), float(inertia), len(history)


SURVIVORS = {
    "x[:, None] - centres → centres - x[:, None]": "equivalent: it is squared",
    "x - centres[labels] → centres[labels] - x": "equivalent: it is squared",
    "(gaps ** 2).sum(axis=2) → (gaps ** 2).mean(axis=2)": "equivalent: the order stays the same",
}
