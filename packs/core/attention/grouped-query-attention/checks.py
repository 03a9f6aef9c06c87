"""What grouped-query attention is tried with."""

import math

import numpy as np

from heldout.authoring import credit, invalid, laws, point


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-4, 1e-4) if arguments["q"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """G groups of R query heads each, all widths different."""
    groups, share, keys = draw.sizes("G", "R", "S", most=5)
    count, queries = draw.integer(1, 3), draw.integer(1, 4)
    width, out = draw.integer(1, 4), draw.integer(1, 5)
    kind = draw.dtype("float64", "float32")
    return {
        "q": draw.numbers(count, queries, groups * share * width, spread=1.5, dtype=kind),
        "k": draw.numbers(count, keys, groups * width, spread=1.5, dtype=kind),
        "v": draw.numbers(count, keys, groups * out, dtype=kind),
        "num_kv_heads": groups,
    }


def _case(queries, keys, heads, groups, width, out, scale=1.0, count=2):
    rng = np.random.default_rng(7)
    return {
        "q": scale * rng.normal(size=(count, queries, heads * width)).round(2),
        "k": rng.normal(size=(count, keys, groups * width)).round(2),
        "v": rng.normal(size=(count, keys, groups * out)).round(2),
        "num_kv_heads": groups,
    }


def _bad(q, k, v, groups):
    given = {name: np.ones((1, 2, n)) for name, n in zip("qkv", (q, k, v), strict=True)}
    return invalid(_BAD, "ValueError", **given, num_kv_heads=groups)


_SHARE = "The first H / G query heads use key and value head 0, the next H / G use head 1"
_ENDS = "G = 1 is multi-query attention, G = H is\nordinary multi-head attention."
_LEAST = "All sizes are at least 1."
_BAD = "`ValueError` must be raised"

POINTS = {
    "two groups of three": point(_SHARE, **_case(2, 3, 6, 2, 2, 2)),
    "three groups of two": point(_SHARE, **_case(3, 2, 6, 3, 1, 2)),
    "as many queries as keys as heads": point(_SHARE, **_case(4, 4, 4, 2, 4, 4, count=4)),
    "one group": point(_ENDS, **_case(2, 3, 4, 1, 2, 3)),
    "a group for each head": point(_ENDS, **_case(2, 3, 3, 3, 2, 1)),
    "one of each": point(_LEAST, **_case(1, 1, 1, 1, 1, 1, count=1)),
    "one query, several keys": point(_LEAST, **_case(1, 5, 4, 2, 3, 2)),
    "scores in the thousands": point(
        "scores may reach thousands", **_case(2, 3, 4, 2, 3, 2, scale=1500.0)
    ),
    "keys that do not split": _bad(4, 3, 4, 2),
    "values that do not split": _bad(4, 4, 3, 2),
    "queries that are no whole heads": _bad(5, 4, 4, 2),
    "heads that do not split into groups": _bad(6, 4, 4, 2),
}

CREDIT = [
    credit(65, "grouped heads"),
    credit(10, "scores in the thousands", points=("scores in the thousands",)),
    credit(
        15,
        "`ValueError` for heads that do not fit",
        points=(
            "keys that do not split",
            "values that do not split",
            "queries that are no whole heads",
            "heads that do not split into groups",
        ),
    ),
    credit(10, "a new array, and arguments left alone", effects=True),
]

LAWS = [
    laws.proportional("v"),
    laws.follows_permutation("q", 1),
    laws.ignores_permutation(["k", "v"], 1),
]

EXAMPLE = {
    "q": np.array([[[1.0, 0.0, 2.0, 0.0]]]),
    "k": np.array([[[1.0, 0.0], [0.0, 1.0]]]),
    "v": np.array([[[1.0, 10.0], [2.0, 20.0]]]),
    "num_kv_heads": 2,
}


def second_opinion(q, k, v, num_kv_heads):
    """One head of one query at a time, on columns cut out by their numbers."""
    groups = num_kv_heads
    if k.shape[2] % groups or v.shape[2] % groups:
        raise ValueError
    width, out = k.shape[2] // groups, v.shape[2] // groups
    heads, left = divmod(q.shape[2], width)
    if left or heads % groups:
        raise ValueError
    owner = sorted(list(range(groups)) * (heads // groups))  # 0 0 0 1 1 1
    result = np.zeros((*q.shape[:2], heads * out))
    for n, t in np.ndindex(q.shape[:2]):
        for h, g in enumerate(owner):
            query = q[n, t, h * width : (h + 1) * width].astype(float)
            scores = k[n, :, g * width : (g + 1) * width].astype(float) @ query / math.sqrt(width)
            powers = [math.exp(score - max(scores)) for score in scores]
            means = np.array(powers) @ v[n, :, g * out : (g + 1) * out] / math.fsum(powers)
            result[n, t, h * out : (h + 1) * out] = means
    return result
