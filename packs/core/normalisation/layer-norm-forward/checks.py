"""What layer normalisation is tried with."""

import statistics

import numpy as np

from heldout.authoring import distinct_sizes, laid_out


def tolerance(arguments):
    """float32 carries seven digits, which leaves a mean of 10,000 off by up to a thousandth."""
    x = arguments["x"]
    if x.dtype != np.float32:
        return (1e-8, 1e-7)
    return (5e-3, 1e-3) if np.abs(x).max() > 1000 else (1e-3, 1e-3)


def inputs(rng, size):
    """Rows with a centre and a spread of their own, under none to three leading axes."""
    shape = distinct_sizes(rng, min(size, 4), int(rng.integers(1, 5)))
    if rng.random() < 0.3:
        shape[rng.integers(len(shape))] = 1
    rows = (*shape[:-1], 1)
    x = rng.normal(rng.normal(scale=3.0, size=rows), rng.uniform(0.5, 3.0, size=rows), shape)
    kind = rng.choice(["float64", "float64", "float32", "int64"])
    scale = "float64" if kind == "int64" else kind
    arguments = {
        "x": laid_out(rng, x.astype(kind)),
        "gamma": laid_out(rng, rng.normal(loc=1.0, size=shape[-1]).astype(scale)),
        "beta": laid_out(rng, rng.normal(size=shape[-1]).astype(scale)),
    }
    if rng.random() < 0.6:
        arguments["eps"] = float(rng.choice([1e-3, 0.1, 1.0]))
    return arguments


def _case(x, **given):
    """A case with another scale and shift for each feature."""
    count = x.shape[-1]
    dtype = np.float32 if x.dtype == np.float32 else np.float64
    gamma = np.linspace(0.5, 2.0, count).astype(dtype)
    return {"x": x, "gamma": gamma, "beta": np.linspace(-1.0, 0.5, count).astype(dtype), **given}


_ROWS = np.array([[1.0, -2.0, 0.5, 4.0], [3.0, 0.0, -1.5, 2.5], [10.0, 14.0, 11.0, 9.0]])
_UNIT = np.array([[-1.5, 0.5, 1.25, -0.25, 0.75, -0.75], [1.0, -1.0, 0.0, 2.0, -0.5, -1.5]])

POINTS = {
    "one row without a batch": _case(_ROWS[0]),
    "three rows": _case(_ROWS),
    "a sequence": _case(np.arange(24.0).reshape(2, 3, 4) ** 1.5),
    "as many rows as features": _case(_ROWS[:, :3]),
    "a row of equal numbers": _case(np.array([[7.0, 7.0, 7.0], [1.0, 2.0, 4.0]])),
    "one feature": _case(np.array([[3.0], [-5.0]])),
    "a large epsilon": _case(_ROWS, eps=4.0),
    "a spread smaller than the root of epsilon": _case(1e-3 * _ROWS),
    "a mean of 10,000 in float32": _case((10_000 + _UNIT).astype(np.float32)),
    "a mean of -10,000 in float32": _case((2 * _UNIT - 10_000).astype(np.float32), eps=1e-3),
    "a mean of a million in float64": _case(1e6 + _UNIT / 3.0),
    "integers": _case(np.array([[1, 2, 3], [10, 20, 60]])),
}

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
