"""What the cache is tried with."""

import itertools
import math

import numpy as np

from heldout.authoring import credit, invalid, point

OUTPUTS = ("outputs", "lengths", "late", "other")


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-4, 1e-4) if arguments["q"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """A text cut in any way, and a few of its newest queries once more."""
    width, out = draw.sizes("D", "F", most=5)
    heads = draw.integer(1, 4)
    cuts = [draw.integer(1, 3) for _ in range(draw.one_of(2, 1, 3, 4))]
    kind = draw.dtype("float64", "float32")
    return {
        "q": draw.numbers(heads, sum(cuts), width, dtype=kind),
        "k": draw.numbers(heads, sum(cuts), width, dtype=kind),
        "v": draw.numbers(heads, sum(cuts), out, dtype=kind),
        "cuts": cuts,
        "late": draw.numbers(heads, draw.integer(1, sum(cuts)), width, dtype=kind),
    }


def _case(heads, cuts, width, out, late, scale=1.0):
    rng = np.random.default_rng(3)
    steps = sum(cuts)
    return {
        "q": scale * rng.normal(size=(heads, steps, width)).round(2),
        "k": rng.normal(size=(heads, steps, width)).round(2),
        "v": rng.normal(size=(heads, steps, out)).round(2),
        "cuts": cuts,
        "late": rng.normal(size=(heads, late, width)).round(2),
    }


_CUT = "However the steps are cut into pieces"
_NEW = "the queries (H, T, D) of the **T newest kept steps**, T ≥ 1"
_MORE = "More queries than kept steps must raise `ValueError`; so must any query to an empty cache."

POINTS = {
    "all at once": point(_CUT, **_case(2, [4], 3, 2, 4)),
    "one by one": point(_CUT, **_case(2, [1, 1, 1, 1], 3, 2, 1)),
    "a prompt, then one by one": point(_CUT, **_case(1, [3, 1, 1], 2, 3, 2)),
    "pieces of several steps": point(_CUT, **_case(2, [2, 3, 2], 3, 4, 3)),
    "as many heads as steps as numbers": point(_CUT, **_case(3, [1, 2], 3, 3, 3)),
    "a single step": point(_NEW, **_case(1, [1], 1, 1, 1)),
    "late queries of all steps": point(_NEW, **_case(2, [2, 1], 3, 2, 3)),
    "scores in the thousands": point(
        "scores may reach thousands", **_case(2, [2, 2], 3, 2, 2, scale=2000.0)
    ),
    "more queries than steps": invalid(_MORE, "ValueError", **_case(2, [1, 1], 3, 2, 3)),
    "an empty cache": invalid(_MORE, "ValueError", **_case(2, [], 3, 2, 1)),
}

CREDIT = [
    credit(60, "all outputs, however the steps are cut"),
    credit(10, "the number of kept steps", output="lengths"),
    credit(10, "a second cache beside the first", output="other"),
    credit(
        10,
        "`ValueError` for more queries than steps",
        points=("more queries than steps", "an empty cache"),
    ),
    credit(10, "arguments left alone", effects=True),
]

EXAMPLE = {
    "q": np.array([[[1.0, 0.0], [0.0, 1.0]]]),
    "k": np.array([[[1.0, 0.0], [0.0, 1.0]]]),
    "v": np.array([[[1.0], [2.0]]]),
    "cuts": [1, 1],
    "late": np.array([[[1.0, 1.0]]]),
}


def second_opinion(q, k, v, cuts, late):
    """No cache: for each query the whole text up to its place, one head at a time."""
    if late.shape[1] > sum(cuts):
        raise ValueError
    ends = [sum(cuts[:i]) for i in range(len(cuts) + 1)]
    whole = [_look(q[:, t], k[:, : t + 1], v[:, : t + 1]) for t in range(ends[-1])]
    outputs = [np.stack(whole[a:b], axis=1) for a, b in itertools.pairwise(ends)]
    first = ends[-1] - late.shape[1]
    places = range(first, ends[-1])
    again = [_look(late[:, t - first], k[:, : t + 1], v[:, : t + 1]) for t in places]
    other = [_look(late[:, t - first], -k[:, : t + 1], v[:, : t + 1] + 1) for t in places]
    return outputs, ends, np.stack(again, axis=1), np.stack(other, axis=1)


def _look(queries, keys, values):
    out = []
    for query, rows, of in zip(queries, keys, values, strict=True):
        scores = [math.fsum(row * query) / len(query) ** 0.5 for row in rows.astype(float)]
        powers = np.array([math.exp(score - max(scores)) for score in scores])
        out.append(powers @ of / math.fsum(powers))
    return np.array(out)
