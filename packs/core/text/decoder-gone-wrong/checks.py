"""What the mended decoder is tried with."""

import math

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("sequences", "scores")
TOLERANCE = (1e-9, 1e-9)


def inputs(draw):
    """Tables of a few tokens, with and without temperature and nucleus."""
    size = draw.sizes("V", most=5)[0]
    return {
        "scores": draw.numbers(size, size, spread=draw.one_of(2.0, 1.0)),
        "width": draw.integer(1, 4),
        "length": draw.integer(1, 4),
        **draw.options(p=(0.8, 0.5, 0.95), temperature=(0.5, 2.0)),
    }


def _case(says, rows, width, length, **given):
    table = np.array([row.split() for row in rows.split(";")], dtype=float)
    return point(says, scores=table, width=width, length=length, **given)


_TEMPERATURE = "Row $i$, divided by `temperature`, goes through softmax"
_ROW = "gives the probabilities of what follows token $i$"
_START = "At the start, token 0 is taken as the one before."
_NUCLEUS = "sum to less than `p`"
_SUM = "its score is the sum of the natural logarithms of its probabilities"
_KEPT = "the\n  `width` with the largest scores are kept"
_TIE = "(the list that Python sorts first where scores are equal to nine decimals)"
_LEAST = "V, `width`, `length` are at least 1"
_FINITE = "finite, thousands included"
_TABLE = "0.5 1.2 -0.3; 2.0 0.1 0.4; -1.0 0.3 0.8"
_ROUND = "-2 0 -0.5 0; 0 -2 0 -0.5; -0.5 0 -2 0; 0 -0.5 0 -2"
_EVEN = "0 0 0 0; 0 0 0 0; 0 0 0 0; 0 0 0 0"

POINTS = {
    "plain": _case(_START, _TABLE, 2, 3),
    "hot": _case(_TEMPERATURE, _TABLE, 2, 3, temperature=3.0),
    "cold": _case(_TEMPERATURE, _TABLE, 2, 3, temperature=0.3),
    "a narrow nucleus": _case(_NUCLEUS, _TABLE, 3, 3, p=0.55),
    "a tiny nucleus": _case(_NUCLEUS, _TABLE, 3, 4, p=1e-6),
    "a nucleus and a temperature": _case(_NUCLEUS, _TABLE, 3, 3, p=0.7, temperature=2.5),
    "rows in another order": _case(_NUCLEUS, "0 3 1 2; 3 0 2 1; 1 2 0 3; 2 1 3 0", 3, 3, p=0.8),
    "the sum before equals p": _case(_NUCLEUS, _EVEN, 3, 2, p=0.5),
    "everything equal": _case(_TIE, _EVEN, 3, 2),
    "a long way": _case(_SUM, _TABLE, 3, 12),
    "one at a time": _case(_KEPT, _TABLE, 1, 4),
    "as wide as can be": _case(_KEPT, _TABLE, 100, 3),
    "one step": _case(_START, _TABLE, 2, 1),
    "one token": _case(_LEAST, "3", 2, 3, p=0.4),
    "a single place": _case(
        _KEPT,
        "2.5 -2.5 2 -1.5; -1 3 0.5 2.5; -2 1.5 3 -2.5; -1.5 -2.5 -1.5 -1",
        1,
        3,
        temperature=3.0,
    ),
    "a single place, three steps": _case(_ROW, _ROUND, 1, 3),
    "scores of three steps": _case(_SUM, _ROUND, 1, 3),
    "all tokens, cold": _case(
        _NUCLEUS, "2 -2.5 -0.5; -0.5 2 -2.5; -2.5 -0.5 2", 5, 1, temperature=0.5
    ),
    "a nucleus, hot": _case(_TEMPERATURE, "0 2.5; 2.5 0", 5, 1, p=0.9, temperature=2.0),
    "a nucleus, two steps": _case(_NUCLEUS, "0.5 2.5 1.5; 1.5 0.5 2.5; 2.5 1.5 0.5", 5, 2, p=0.5),
    "all tokens, hot": _case(
        _TEMPERATURE,
        "-2.5 0.5 0.5 0; -1.5 -3 -2.5 -2.5; 0.5 0 -0.5 2.5; -1 -0.5 -3 -3",
        5,
        1,
        temperature=2.0,
    ),
    "thousands": _case(_FINITE, "2999 3000 -3000; -4000 -4001 -9000; 0 1 5", 2, 3, p=0.9),
    "thousands, all tokens": _case(_FINITE, "1 3000 -3000; -4000 -4001 -9000; 0 1 5", 3, 3),
}

CREDIT = [
    credit(30, "ordinary tables, and every other case"),
    credit(
        13,
        "the beam, and the row that is looked up",
        output="sequences",
        points=("a single place", "a single place, three steps"),
    ),
    credit(
        13,
        "scores that add up over the steps",
        output="scores",
        points=("scores of three steps",),
    ),
    credit(
        13,
        "which tokens the nucleus has",
        output="sequences",
        points=("all tokens, cold", "a nucleus, hot"),
    ),
    credit(13, "tokens, not places", output="sequences", points=("a nucleus, two steps",)),
    credit(13, "the softmax", output="sequences", points=("all tokens, hot",)),
    credit(5, "`scores` left alone", effects=True),
]

EXAMPLE = {
    "scores": np.array([[1.0, 2.0, 0.0], [0.0, 1.0, 3.0], [2.0, 2.5, 0.5]]),
    "width": 2,
    "length": 2,
    "p": 0.9,
}


def second_opinion(scores, width, length, p=1.0, temperature=1.0):
    """Row by row in plain Python; the beam is chosen one hypothesis at a time."""
    follows = []
    for row in scores.tolist():
        weights = [math.exp((value - max(row)) / temperature) for value in row]
        whole = math.fsum(weights)
        ranking = sorted(range(len(row)), key=lambda token: (-row[token], token))
        allowed, taken = {}, []
        for token in ranking:
            if math.fsum(taken) >= p * whole:
                break
            taken.append(weights[token])
            allowed[token] = (row[token] - max(row)) / temperature - math.log(whole)
        if p == 1:
            for token in ranking:
                allowed[token] = (row[token] - max(row)) / temperature - math.log(whole)
        follows.append(allowed)
    beam = [([], 0.0)]
    for _ in range(length):
        ways = [
            ([*tokens, token], score + more)
            for tokens, score in beam
            for token, more in follows[tokens[-1] if tokens else 0].items()
        ]
        beam = []
        while ways and len(beam) < width:
            best = ways[0]
            for way in ways[1:]:
                if (-round(way[1], 9), way[0]) < (-round(best[1], 9), best[0]):
                    best = way
            ways.remove(best)
            beam.append(best)
    return [tokens for tokens, _ in beam], [score for _, score in beam]


SURVIVORS = {
    "z = z - z.max(axis=1, keepdims=True) → z -= z.max(axis=1, keepdims=True)": (
        "equivalent: the quotient above is a new array"
    ),
    "p=1.0 → p=2.0": "equivalent: no sum of probabilities exceeds 1",
    "round(pair[1], 9) → round(pair[1], 10)": "within the tolerance: only rounding is meant",
    "round(pair[1], 9) → round(pair[1], 8)": "within the tolerance: only rounding is meant",
}
