"""What the index is tried with."""

import math

import numpy as np

from heldout.authoring import credit, point

TOLERANCE = (1e-9, 1e-9)


def inputs(draw):
    """Few and many tables and bits; several batches, and queries near and far."""
    tables, bits, width = draw.sizes("L", "B", "D", most=5)
    width = max(width, 2)  # along a line all cosines are equal
    planes = draw.numbers(tables, bits, width)
    batches = [draw.numbers(draw.integer(0, 4), width) for _ in range(draw.integer(1, 3))]
    queries = [draw.numbers(width) for _ in range(2)]
    stored = [row for batch in batches for row in batch]
    if stored and draw.chance(0.7):
        batches.append(2.0 * np.array(stored[:2]))
        queries[1] = np.array(stored[0]) + 0.1 * draw.numbers(width)
    return {"planes": planes, "batches": batches, "queries": queries, "k": draw.one_of(3, 1, 2, 9)}


def _case(says, planes, batches, queries, k):
    return point(
        says,
        planes=np.array(planes, dtype=float),
        batches=[np.array(batch, dtype=float) for batch in batches],
        queries=[np.array(query, dtype=float) for query in queries],
        k=k,
    )


_ONE = "in **at least one** table, each once"
_ZERO = "is **at least 0**, otherwise 0"
_NUMBERS = "**over all calls**"
_RANK = "ranked by the cosine of the angle to `vector`, the largest first"
_TIE = "among equal cosines the lowest\n  number first"
_EMPTY = "it is 0 if there is no candidate, also before the first `add`"
_TABLE = "Vectors with the same key of the same table share a bucket."
_AXES = [[[1, 0]], [[0, 1]]]

POINTS = {
    "two tables of four": _case(
        _TABLE,
        [[[1, 0], [0, 1]], [[0, -1], [1, 1]]],
        [[[3, 1], [1, 4], [-1, 3], [-3, -2], [2, -1], [-2, 1], [1, -3]]],
        [[1, 2], [3, -1]],
        9,
    ),
    "three tables of four": _case(
        _TABLE,
        [[[1, -2], [2, 1]], [[1, 1], [-3, 1]], [[1, 3], [-1, 0]]],
        [[[3, 1], [1, 4], [-1, 3], [-3, -2], [2, -1], [-2, 1], [1, -3]]],
        [[1, 2], [3, -1], [-2, -1]],
        9,
    ),
    "one table of two": _case(_ONE, _AXES, [[[1, 2], [1, -2], [-1, 2], [-1, -2]]], [[3, 1]], 9),
    "on a hyperplane": _case(_ZERO, [[[1, 0], [0, 1]]], [[[0, 1], [1, 0], [-1, 3]]], [[2, 5]], 9),
    "a query on a hyperplane": _case(_ZERO, [[[1, -1]]], [[[3, 1], [1, 3]]], [[2, 2]], 9),
    "batches one after another": _case(
        _NUMBERS, _AXES, [[[1, 1], [2, 1]], [[1, 3]], [[5, 4], [-1, -1]]], [[1, 1.5]], 3
    ),
    "an empty batch": _case("N at least 0", _AXES, [np.zeros((0, 2)), [[1, 1]]], [[2, 1]], 2),
    "a long vector and a similar one": _case(_RANK, [[[1, 1]]], [[[90, 0], [1, 1.1]]], [[1, 1]], 2),
    "equal directions": _case(_TIE, [[[1, 1]]], [[[2, 4], [1, 2], [3, 3], [4, 8]]], [[1, 2]], 3),
    "no candidate": _case(_EMPTY, [[[1, 0], [0, 1]]], [[[1, 1], [2, 3]]], [[-1, -1]], 3),
    "tables whose bits look alike": _case(
        _TABLE, [[[1, 0]], [[-1, 0]]], [[[2, 1], [3, -1]]], [[-4, 1], [1, 1]], 3
    ),
    "more tables than bits": _case(
        _ONE,
        [[[1, 0, 0]], [[0, 1, 0]], [[0, 0, 1]]],
        [[[1, -1, -1], [-1, -1, 2], [2, 2, 1]]],
        [[1, 1, -2]],
        5,
    ),
    "one feature": _case("All sizes are at least 1.", [[[1]]], [[[2], [-3], [5]]], [[4]], 1),
}

CREDIT = [
    credit(60, "what is found, and in which order"),
    credit(
        15,
        "vectors on a hyperplane, and equal cosines",
        points=("on a hyperplane", "a query on a hyperplane", "equal directions"),
    ),
    credit(15, "several batches, and none", points=("batches one after another", "an empty batch")),
    credit(5, "no candidate", points=("no candidate",)),
    credit(5, "arguments left alone", effects=True),
]

EXAMPLE = {
    "planes": np.array([[[1.0, 0.0], [0.0, 1.0]], [[1.0, 1.0], [1.0, -1.0]]]),
    "batches": [np.array([[1.0, 2.0], [3.0, 0.5]]), np.array([[-1.0, 1.0]])],
    "queries": [np.array([2.0, 1.0])],
    "k": 2,
}


def second_opinion(planes, batches, queries, k):
    """No buckets: every stored vector is compared with the query, plane by plane."""

    def dot(a, b):
        return sum(p * q for p, q in zip(a, b, strict=True))

    def ask(stored, query):
        hits = []
        for number, row in enumerate(stored):
            for table in planes.tolist():
                if all((dot(plane, row) >= 0) == (dot(plane, query) >= 0) for plane in table):
                    cosine = dot(row, query) / (math.hypot(*row) * math.hypot(*query))
                    hits.append((-cosine, number))
                    break
        hits = sorted(hits)[:k]
        return [np.array([n for _, n in hits], dtype=int), np.array([-c for c, _ in hits])]

    asked = [query.tolist() for query in queries]
    found, stored = [ask([], asked[0])], []
    for batch in batches:
        stored += batch.tolist()
        found += [ask(stored, query) for query in asked]
    return found


SURVIVORS = {
    "np.zeros((0, planes.shape[2])) → np.ones((0, planes.shape[2]))": "equivalent: no rows",
    "np.dot(self.planes, vector) >= 0 → np.dot(self.planes, vector) < 0": "equivalent: all bits "
    "turned over, so the same vectors share a bucket",
}
