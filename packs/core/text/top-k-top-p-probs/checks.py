"""What top-k and top-p are tried with."""

import math

import numpy as np

from heldout.authoring import credit, laws, point


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-5, 1e-4) if arguments["logits"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """Peaked and flat rows, under none to two leading axes."""
    shape = draw.sizes(*"VNT"[: draw.one_of(2, 1, 3)])[::-1]
    kind = draw.dtype("float64", "float32")
    logits = np.array(draw.numbers(*shape, spread=draw.one_of(1.5, 0.3, 5.0)))
    if shape[-1] > 1 and draw.chance(0.3):
        logits[..., -1] = -np.inf
    return {
        "logits": draw.laid_out(logits + draw.one_of(0.0, 3.0), kind),
        **draw.options(k=(2, 1, 3, 50), p=(0.8, 0.5, 0.95, 0.1), temperature=(0.5, 2.0, 0.1)),
    }


def _case(says, logits, **given):
    return point(says, logits=np.array(logits, dtype=float), **given)


_CROSS = "So the first is always kept, and so is the one with which the sum reaches `p`."
_LESS = "sum to **less than** `p`"
_TIE = "Among equal logits the lowest index comes first, so never more than `k` are kept."
_ORDER = "For each row, in this order"
_FINITE = "Logits are finite, thousands included, or minus infinity"
_RANGE = "`k` is `None` or at least 1, and may exceed V."
_SHAPE = "with one axis or more, none of them empty"
_ROWS = "is treated by itself"
_LAST = "each probability at the place of its token"

POINTS = {
    "one token above p": _case(_CROSS, [0.0, 5.0, 1.0, -1.0], p=0.5),
    "the token that crosses p": _case(_CROSS, [1.0, 3.0, 2.0, 0.0], p=0.7),
    "a tiny p": _case(_CROSS, [0.3, 0.2, 0.1], p=1e-9),
    "the sum before equals p": _case(_LESS, [2.0, 2.0, 2.0, 2.0], p=0.5),
    "the sum before equals p, two rows": _case(
        _LESS, [[-1.0, -1.0], [0.0, 3.0]], p=0.5, temperature=2.0
    ),
    "equal logits, three of five": _case(_TIE, [1.0, 4.0, 1.0, 1.0, 1.0], k=3),
    "equal logits, one": _case(_TIE, [0.0, 0.0, 0.0], k=1),
    "all equal": _case(_TIE, [[7.0, 7.0, 7.0], [7.0, 8.0, 8.0]], k=2),
    "equal ones at the edge of the nucleus": _case(
        "(among equals, the lowest index first)", [-1000.0, 3.0, 3.0, -1000.0, 3.0, 3.0], p=0.75
    ),
    "hot, with p": _case(_ORDER, [3.0, 2.0, 1.0, 0.0], p=0.75, temperature=4.0),
    "cold, with p": _case(_ORDER, [3.0, 2.0, 1.0, 0.0], p=0.75, temperature=0.25),
    "k and p": _case(_ORDER, [1.0, 0.9, 0.8, 0.7, 0.6, 0.5], k=3, p=0.6),
    "unsorted tokens": _case(_LAST, [0.5, -1.0, 2.0, 0.0, 1.5], k=3, p=0.9),
    "logits in the thousands": _case(
        _FINITE, [[3000.0, 3001.0, 2999.0], [0.0, -4000.0, 1.0]], p=0.95
    ),
    "far below zero": _case(_FINITE, [-3000.0, -3001.0, -2999.5], k=2),
    "cold thousands": _case(_FINITE, [900.0, 901.0, 899.0], temperature=0.01),
    "minus infinity": _case(_FINITE, [[-np.inf, 1.0, -np.inf, 0.0], [2.0, -np.inf, 1.0, 1.0]]),
    "minus infinity, with all options": _case(
        _FINITE, [-np.inf, 1.0, -np.inf, 0.0], k=3, p=0.999, temperature=0.5
    ),
    "only one is finite": _case(
        "at least one of each row is finite", [-np.inf, -5.0, -np.inf], p=0.3
    ),
    "k above the number of tokens": _case(_RANGE, [1.0, 2.0], k=10),
    "one token": _case(_SHAPE, [[3.0], [-800.0]], k=1, p=0.5),
    "a square of rows": _case(
        _ROWS, [[9.0, 0.0, 1.0], [0.0, 0.5, 0.2], [-4.0, -4.5, -9.0]], k=2, p=0.9
    ),
    "three axes": _case(
        _ROWS, [[[0.0, 1.0, 2.0], [5.0, 0.0, 0.0]], [[1.0, 1.5, 1.0], [0.0, 0.0, 3.0]]], p=0.6
    ),
    "a long tail": _case(
        "With `p=1` no probability above $10^{-7}$ may be dropped.", [0.0, -13.0, -14.0, -3.0]
    ),
}

CREDIT = [
    credit(50, "ordinary rows, with any options"),
    credit(
        20,
        "the edge of the nucleus",
        points=(
            "one token above p",
            "the token that crosses p",
            "a tiny p",
            "the sum before equals p",
        ),
    ),
    credit(
        15,
        "equal logits",
        points=(
            "equal logits, three of five",
            "equal logits, one",
            "all equal",
            "equal ones at the edge of the nucleus",
        ),
    ),
    credit(
        10,
        "thousands, and minus infinity",
        points=(
            "logits in the thousands",
            "far below zero",
            "minus infinity",
            "only one is finite",
        ),
    ),
    credit(5, "a new array, and `logits` left alone", effects=True),
]

LAWS = [laws.sums_to(1.0, -1), laws.bounded(0.0, 1.0), laws.finite()]

EXAMPLE = {"logits": np.array([2.0, 0.0, 1.0, -1.0]), "k": 3, "p": 0.9}


def second_opinion(logits, k=None, p=1.0, temperature=1.0):
    """Row by row in plain Python, one token after the other, until p is reached."""
    out = np.zeros(logits.shape)
    for place in np.ndindex(logits.shape[:-1]):
        row = [float(value) / temperature for value in logits[place]]
        ranking = sorted(range(len(row)), key=lambda token: (-row[token], token))
        ranking = ranking if k is None else ranking[:k]
        top = row[ranking[0]]
        weight = {token: math.exp(row[token] - top) for token in ranking}
        whole = math.fsum(weight.values())
        kept = []
        for token in ranking:
            if math.fsum(weight[other] for other in kept) < p * whole:
                kept.append(token)
        rest = math.fsum(weight[token] for token in kept)
        for token in kept:
            out[place][token] = weight[token] / rest
    return out


SURVIVORS = {"p=1.0 → p=2.0": "equivalent: no sum of probabilities exceeds 1"}
