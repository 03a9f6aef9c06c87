"""What InfoNCE with a queue is tried with."""

from decimal import Decimal, localcontext

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("value", "gradients")
GRADIENTS = ("query", "key", "queue")


def tolerance(arguments):
    """float32 carries seven digits, and a small temperature multiplies what they lack."""
    return (1e-3, 1e-3) if arguments["query"].dtype == np.float32 else (1e-9, 1e-7)


def _away_from_zero(rows, least=0.5):
    """The rows, those that are almost zero moved away."""
    short = np.linalg.norm(rows, axis=1, keepdims=True) < 0.1 * least
    return np.where(short, rows + least, rows)


def inputs(draw):
    """Queries, keys that are alike to some degree, and a queue of another length."""
    count, width, long = draw.sizes("N", "D", "K", most=5)
    kind, length = draw.dtype("float64", "float32"), draw.one_of(1.0, 4.0, 0.3)
    query = length * _away_from_zero(draw.numbers(count, width))
    key = draw.one_of(0.0, 1.0, -0.5) * query + draw.numbers(count, width)
    key = _away_from_zero(key, 0.5 * length)
    return {
        "query": draw.laid_out(query, kind),
        "key": draw.laid_out(key, kind),
        "queue": draw.laid_out(length * _away_from_zero(draw.numbers(long, width)), kind),
        **draw.options(temperature=(0.5, 0.1, 2.0)),
    }


_RANDOM = np.random.default_rng(5)
_Q, _K, _U = (_RANDOM.normal(size=shape).round(2) for shape in ((3, 4), (3, 4), (5, 4)))
_COLD = "With temperatures as small as 0.001 all of it stays right and finite."
_OTHERS = "The keys of other rows are no negatives."
_LENGTH = "Every row of all three is divided by its Euclidean length"
_LEAST = "N, K and D are at least 1."
_ONLY = "**no** gradient flows to `key` or `queue`"

POINTS = {
    "cold, keys alike": point(_COLD, query=_Q, key=_Q + 0.01, queue=_U, temperature=0.001),
    "cold, keys opposite": point(_COLD, query=_Q, key=-_Q, queue=_U, temperature=0.001),
    "cold, one query unlike all others": point(
        _COLD,
        query=np.array([[1.0, 0.0], [0.8, 0.6], [-1.0, 0.1]]),
        key=np.array([[2.0, 0.1], [0.9, 0.5], [1.0, 0.2]]),
        queue=np.array([[1.0, 0.3], [0.5, -0.1]]),
        temperature=0.001,
    ),
    "a warm loss": point(_ONLY, query=_Q, key=_K, queue=_U, temperature=1.0),
    "all queries alike": point(
        _OTHERS,
        query=np.tile(_Q[:1], (3, 1)),
        key=np.tile(_Q[:1], (3, 1)),
        queue=_U,
        temperature=0.5,
    ),
    "one query": point(_LEAST, query=_Q[:1], key=_K[:1], queue=_U, temperature=0.2),
    "one negative": point(_LEAST, query=_Q, key=_K, queue=_U[:1], temperature=0.2),
    "one number a row": point(
        _LEAST,
        query=np.array([[2.0], [-0.5]]),
        key=np.array([[1.0], [3.0]]),
        queue=np.array([[-1.0], [4.0], [2.0]]),
        temperature=0.7,
    ),
    "long and short rows": point(
        _LENGTH,
        query=_Q * np.array([[0.01], [1.0], [30.0]]),
        key=_K * np.array([[5.0], [0.1], [1.0]]),
        queue=_U * np.array([[1.0], [9.0], [0.2], [3.0], [0.5]]),
        temperature=0.3,
    ),
    "as many of each": point(
        _OTHERS, query=_Q[:, :3], key=_K[:, :3], queue=_U[:3, :3], temperature=0.4
    ),
}

CREDIT = [
    credit(45, "the value", output="value"),
    credit(30, "the gradients", output="gradients"),
    credit(
        15,
        "small temperatures",
        points=("cold, keys alike", "cold, keys opposite", "cold, one query unlike all others"),
    ),
    credit(10, "arguments left alone", effects=True),
]

EXAMPLE = {
    "query": np.array([[1.0, 0.0], [0.0, 2.0]]),
    "key": np.array([[3.0, 0.0], [1.0, 1.0]]),
    "queue": np.array([[0.0, 1.0], [-1.0, 0.0], [1.0, 1.0]]),
    "temperature": 0.5,
}


def second_opinion(query, key, queue, temperature=0.07):
    """Query by query in 32 decimal digits, the gradient by central differences."""
    gradient = np.zeros(query.shape)
    with localcontext(prec=32):
        heat, step = Decimal(float(temperature)), Decimal("1e-11")
        rows, keys, stored = (
            [[Decimal(float(x)) for x in row] for row in z] for z in (query, key, queue)
        )
        negatives = [_unit(row) for row in stored]
        total = Decimal(0)
        for i, (row, own) in enumerate(zip(rows, keys, strict=True)):
            candidates = [_unit(own), *negatives]
            total += _loss(row, candidates, heat)
            for d in range(len(row)):
                up, down = list(row), list(row)
                up[d] += step
                down[d] -= step
                rise = _loss(up, candidates, heat) - _loss(down, candidates, heat)
                gradient[i, d] = float(rise / (2 * step) / len(rows))
        weight = float(np.asarray(np.cos(0.3), dtype=query.dtype))
        return float(total / len(rows)), [gradient * weight, None, None]


def _loss(row, candidates, heat):
    """Of one query whose positive is the first of the candidates."""
    unit = _unit(row)
    weights = [(_dot(unit, other) / heat).exp() for other in candidates]
    return sum(weights).ln() - weights[0].ln()


def _unit(row):
    length = _dot(row, row).sqrt()
    return [value / length for value in row]


def _dot(a, b):
    return sum((x * y for x, y in zip(a, b, strict=True)), Decimal(0))
