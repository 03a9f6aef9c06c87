"""What layer normalisation is tried with."""

import statistics

import numpy as np

from heldout.authoring import credit, laws, point


def tolerance(arguments):
    """float32 carries seven digits, which leaves a mean of 10,000 off by up to a thousandth."""
    x = arguments["x"]
    if x.dtype != np.float32:
        return (1e-8, 1e-7)
    return (5e-3, 1e-3) if np.abs(x).max() > 1000 else (1e-3, 1e-3)


def inputs(draw):
    """Rows with a centre and a spread of their own, under none to three leading axes."""
    shape = draw.sizes(*"DNTU"[: draw.one_of(2, 1, 3, 4)])[::-1]
    kind = draw.dtype("float64", "float32", "int64")
    rows = (*shape[:-1], 1)
    centre, spread = draw.numbers(*rows, spread=3.0), draw.between(0.5, 3.0, *rows)
    scale = "float64" if kind == "int64" else kind
    return {
        "x": draw.numbers(*shape, centre=centre, spread=spread, dtype=kind),
        "gamma": draw.numbers(shape[-1], centre=1.0, dtype=scale),
        "beta": draw.numbers(shape[-1], dtype=scale),
        **draw.options(eps=(0.1, 1e-3, 1.0)),
    }


def _case(says, x, **given):
    """A case with another scale and shift for each feature."""
    count = x.shape[-1]
    dtype = np.float32 if x.dtype == np.float32 else np.float64
    gamma = np.linspace(0.5, 2.0, count).astype(dtype)
    beta = np.linspace(-1.0, 0.5, count).astype(dtype)
    return point(says, x=x, gamma=gamma, beta=beta, **given)


_ROWS = np.array([[1.0, -2.0, 0.5, 4.0], [3.0, 0.0, -1.5, 2.5], [10.0, 14.0, 11.0, 9.0]])
_UNIT = np.array([[-1.5, 0.5, 1.25, -0.25, 0.75, -0.75], [1.0, -1.0, 0.0, 2.0, -0.5, -1.5]])

_LEADING = "with any number of leading axes, also none: (D,), (N, D), (N, T, D) …"
_ROW = "Each row of D numbers is normalised by itself"
_EQUAL = "A row of equal numbers gives `beta`."
_LEAST = "D is at least 1, and `eps` is positive."
_MILLION = "float64 data with a mean of a million"
_FAR = "right for **float32** data with a mean of 10,000 and a spread of one"

POINTS = {
    "one row without a batch": _case(_LEADING, _ROWS[0]),
    "three rows": _case(_ROW, _ROWS),
    "a sequence": _case(_LEADING, np.arange(24.0).reshape(2, 3, 4) ** 1.5),
    "as many rows as features": _case(_ROW, _ROWS[:, :3]),
    "a row of equal numbers": _case(_EQUAL, np.array([[7.0, 7.0, 7.0], [1.0, 2.0, 4.0]])),
    "one feature": _case(_LEAST, np.array([[3.0], [-5.0]])),
    "a large epsilon": _case(_LEAST, _ROWS, eps=4.0),
    "a spread smaller than the root of epsilon": _case(_LEAST, 1e-3 * _ROWS),
    "a mean of 10,000 in float32": _case(_FAR, (10_000 + _UNIT).astype(np.float32)),
    "a mean of -10,000 in float32": _case(_FAR, (2 * _UNIT - 10_000).astype(np.float32), eps=1e-3),
    "a mean of a million in float64": _case(_MILLION, 1e6 + _UNIT / 3.0),
    "integers": _case("`x` may also be int64.", np.array([[1, 2, 3], [10, 20, 60]])),
}

CREDIT = [
    credit(60, "ordinary rows, under any leading axes"),
    credit(
        30,
        "rows far from zero",
        points=(
            "a mean of 10,000 in float32",
            "a mean of -10,000 in float32",
            "a mean of a million in float64",
        ),
    ),
    credit(10, "a new array, and arguments left alone", effects=True),
]

LAWS = [laws.shift_free("x")]

EXAMPLE = {
    "x": np.array([[1.0, 2.0, 3.0], [10.0, 10.0, 40.0]]),
    "gamma": np.array([1.0, 1.0, 2.0]),
    "beta": np.array([0.0, 0.0, 5.0]),
}


def second_opinion(x, gamma, beta, eps=1e-5):
    """Row by row with the exact fractions of the statistics module."""
    out = np.zeros(x.shape)
    for place in np.ndindex(x.shape[:-1]):
        row = [float(value) for value in x[place]]
        centre = statistics.mean(row)
        width = (statistics.pvariance(row, centre) + eps) ** 0.5
        out[place] = [
            (value - centre) / width * float(scale) + float(shift)
            for value, scale, shift in zip(row, gamma, beta, strict=True)
        ]
    return out
