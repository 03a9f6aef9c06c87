"""What the mended contrastive loss is tried with."""

import math

import numpy as np

from heldout.authoring import credit, point

TOLERANCE = (1e-9, 1e-7)


def _away_from_zero(rows):
    """The rows, those that are almost zero moved away."""
    short = np.linalg.norm(rows, axis=1, keepdims=True) < 0.05
    return np.where(short, rows + 0.5, rows)


def inputs(draw):
    """Two views that are alike to some degree, rows of different lengths."""
    count, width = draw.sizes("n", "d", most=6)
    one = draw.one_of(1.0, 4.0, 0.3) * _away_from_zero(draw.numbers(count, width))
    two = _away_from_zero(draw.one_of(0.0, 1.0, -0.5) * one + draw.numbers(count, width))
    return {
        "one": draw.laid_out(one),
        "two": draw.laid_out(two),
        **draw.options(temperature=(0.1, 1.0, 3.0)),
    }


_ANGLES = np.array([0.1, 1.3, 2.9, 4.4])
_UNIT = np.stack([np.cos(_ANGLES), np.sin(_ANGLES)], axis=1)
_TURNED = np.stack([np.cos(_ANGLES + 0.4), np.sin(_ANGLES + 0.4)], axis=1)
_NARROW = np.stack([np.cos(_ANGLES / 6), np.sin(_ANGLES / 6)], axis=1)
_LENGTHS = np.array([[0.5], [2.0], [3.0], [0.25]])
_OTHERS = "among all **other** $2n - 1$ rows"
_UNITS = "The $2n$ rows, divided by\ntheir Euclidean lengths"
_TAU = r"with $\tau > 0$ the `temperature` (0.5 unless said)"
_COLD = "With temperatures down to 0.001 it stays right and finite"
_PAIR = "one pair alone has the loss 0"

POINTS = {
    "unit rows, temperature 1": point(_OTHERS, one=_UNIT, two=_TURNED, temperature=1.0),
    "one pair": point(_PAIR, one=_UNIT[:1], two=_TURNED[:1], temperature=1.0),
    "rows that are all equal": point(
        _OTHERS, one=np.tile(_UNIT[:1], (3, 1)), two=np.tile(_UNIT[:1], (3, 1)), temperature=1.0
    ),
    "long and short rows, temperature 1": point(
        _UNITS, one=_UNIT * _LENGTHS, two=_TURNED * _LENGTHS[::-1], temperature=1.0
    ),
    "long and short rows, cold": point(
        _UNITS, one=_NARROW * _LENGTHS, two=_NARROW[::-1] * _LENGTHS[::-1], temperature=0.02
    ),
    "unit rows, cold": point(_TAU, one=_UNIT, two=_TURNED, temperature=0.2),
    "unit rows, hot": point(_TAU, one=_UNIT, two=_TURNED, temperature=4.0),
    "partners that are opposite, very cold": point(_COLD, one=_UNIT, two=-_UNIT, temperature=0.001),
    "one pair unlike all others, very cold": point(
        _COLD,
        one=np.array([[1.0, 0.0], [0.8, 0.6], [-1.0, 0.1]]),
        two=np.array([[2.0, 0.1], [0.9, 0.5], [0.2, -1.0]]),
        temperature=0.001,
    ),
    "the usual temperature": point(_TAU, one=3 * _UNIT, two=_TURNED),
    "as many pairs as numbers": point(_UNITS, one=_UNIT[:2] * 2, two=_TURNED[:2]),
}

CREDIT = [
    credit(
        20,
        "rows that do not meet themselves",
        points=("unit rows, temperature 1", "one pair", "rows that are all equal"),
    ),
    credit(15, "rows of any length", points=("long and short rows, temperature 1",)),
    credit(15, "rows of any length at a low temperature", points=("long and short rows, cold",)),
    credit(15, "other temperatures", points=("unit rows, cold", "unit rows, hot")),
    credit(25, "ordinary views"),
    credit(10, "arguments left alone", effects=True),
]

SURVIVORS = {
    "z = z / np.linalg.norm(z, axis=1, keepdims=True) → "
    "z /= np.linalg.norm(z, axis=1, keepdims=True)": "equivalent: the array is its own",
}

EXAMPLE = {
    "one": np.array([[1.0, 0.0], [0.0, 2.0]]),
    "two": np.array([[3.0, 0.0], [1.0, 1.0]]),
    "temperature": 1.0,
}


def second_opinion(one, two, temperature=0.5):
    """Row by row in plain Python, each candidate by the gap to the partner's score."""
    rows, n = [*one.tolist(), *two.tolist()], len(one)

    def score(i, j):
        inner = math.fsum(a * b for a, b in zip(rows[i], rows[j], strict=True))
        return inner / (math.hypot(*rows[i]) * math.hypot(*rows[j]) * temperature)

    losses = []
    for i in range(2 * n):
        gaps = [score(i, j) - score(i, (i + n) % (2 * n)) for j in range(2 * n) if j != i]
        most = max(gaps)
        losses.append(most + math.log(math.fsum(math.exp(gap - most) for gap in gaps)))
    return math.fsum(losses) / (2 * n)
