"""What the contrastive loss of two views is tried with."""

from decimal import Decimal, localcontext

import numpy as np

from heldout.authoring import credit, laws, point


def tolerance(arguments):
    """float32 carries seven digits, and a small temperature multiplies what they lack."""
    return (1e-3, 1e-3) if arguments["z1"].dtype == np.float32 else (1e-9, 1e-7)


def _away_from_zero(rows, least=0.5):
    """The rows, those that are almost zero moved away."""
    short = np.linalg.norm(rows, axis=1, keepdims=True) < 0.1 * least
    return np.where(short, rows + least, rows)


def inputs(draw):
    """Two views that are alike to some degree, of rows with different lengths."""
    count, width = draw.sizes("N", "D", most=6)
    kind, length = draw.dtype("float64", "float32"), draw.one_of(1.0, 5.0, 0.2)
    first = length * _away_from_zero(draw.numbers(count, width))
    second = _away_from_zero(
        draw.one_of(0.0, 1.0, -0.5) * first + draw.numbers(count, width), 0.5 * length
    )
    return {
        "z1": draw.laid_out(first, kind),
        "z2": draw.laid_out(second, kind),
        **draw.options(temperature=(0.5, 0.05, 2.0)),
    }


_RANDOM = np.random.default_rng(11)
_ONE, _TWO = _RANDOM.normal(size=(4, 3)).round(2), _RANDOM.normal(size=(4, 3)).round(2)
_COLD = "With temperatures as small\nas 0.001 it must still be right and finite"
_PAIR = "a single pair has the loss 0"
_LENGTH = "Each row is divided by its Euclidean length"
_BOTH = "each row of `z2` its partner among all N rows of `z1`"
_SIZES = "with N and D at least 1"

POINTS = {
    "cold, partners alike": point(_COLD, z1=_ONE, z2=2 * _ONE, temperature=0.001),
    "cold, partners opposite": point(_COLD, z1=_ONE, z2=-_ONE, temperature=0.001),
    "cold, nothing alike": point(_COLD, z1=_ONE, z2=_TWO, temperature=0.001),
    "cold, one row unlike all others": point(
        _COLD,
        z1=np.array([[1.0, 0.0], [0.8, 0.6], [-1.0, 0.1]]),
        z2=np.array([[2.0, 0.1], [0.9, 0.5], [1.0, 0.2]]),
        temperature=0.001,
    ),
    "a single pair": point(_PAIR, z1=_ONE[:1], z2=_TWO[:1]),
    "rows of very different lengths": point(
        _LENGTH, z1=_ONE * np.array([[1e-3], [1.0], [50.0], [1e4]]), z2=_TWO, temperature=0.3
    ),
    "all rows equal": point(_BOTH, z1=np.full((5, 2), 3.0), z2=np.full((5, 2), 0.25)),
    "one favourite": point(
        _BOTH,
        z1=np.array([[1.0, 0.0], [1.0, 0.1], [1.0, -0.1]]),
        z2=np.array([[1.0, 0.0], [0.0, 1.0], [0.0, -1.0]]),
        temperature=0.25,
    ),
    "one number a row": point(
        _SIZES, z1=np.array([[2.0], [-1.0], [0.5]]), z2=np.array([[1.0], [-3.0], [-0.1]])
    ),
    "as many rows as numbers": point(_LENGTH, z1=_ONE[:3], z2=_TWO[:3], temperature=1.0),
}

CREDIT = [
    credit(60, "ordinary views"),
    credit(
        20,
        "small temperatures",
        points=(
            "cold, partners alike",
            "cold, partners opposite",
            "cold, nothing alike",
            "cold, one row unlike all others",
        ),
    ),
    credit(
        10, "a single pair, or rows that are all equal", points=("a single pair", "all rows equal")
    ),
    credit(10, "arguments left alone", effects=True),
]

LAWS = [laws.ignores_permutation(["z1", "z2"], 0)]

EXAMPLE = {
    "z1": np.array([[1.0, 0.0], [0.0, 2.0]]),
    "z2": np.array([[3.0, 0.0], [1.0, 1.0]]),
    "temperature": 0.5,
}


def second_opinion(z1, z2, temperature=0.1):
    """Pair by pair in 30 decimal digits, straight from the definition."""
    with localcontext(prec=30):
        u, v = ([_unit(row) for row in z] for z in (z1, z2))
        heat, count = Decimal(float(temperature)), len(z1)
        weights = [[(_dot(a, b) / heat).exp() for b in v] for a in u]
        total = Decimal(0)
        for i in range(count):
            among = sum(weights[i])
            against = sum(weights[j][i] for j in range(count))
            total -= (weights[i][i] / among).ln() + (weights[i][i] / against).ln()
        return float(total / (2 * count))


def _unit(row):
    numbers = [Decimal(float(value)) for value in row]
    length = _dot(numbers, numbers).sqrt()
    return [value / length for value in numbers]


def _dot(a, b):
    return sum((x * y for x, y in zip(a, b, strict=True)), Decimal(0))
