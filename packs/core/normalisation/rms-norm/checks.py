"""What RMS normalisation is tried with."""

import math

import numpy as np

from heldout.authoring import credit, laws, point


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-5, 1e-4) if arguments["x"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """Rows off centre, under none to three leading axes."""
    shape = draw.sizes(*"DNTU"[: draw.one_of(2, 1, 3, 4)], most=7)[::-1]
    kind, rows = draw.dtype("float64", "float32"), (*shape[:-1], 1)
    centre, spread = draw.numbers(*rows, spread=2.0), draw.between(0.5, 3.0, *rows)
    return {
        "x": draw.numbers(*shape, centre=centre, spread=spread, dtype=kind),
        "gamma": draw.numbers(shape[-1], centre=1.0, dtype=kind),
        **draw.options(eps=(0.1, 1e-3, 1.0)),
    }


def _case(says, x, **given):
    """A case with another scale for each feature."""
    gamma = np.linspace(-0.5, 2.0, x.shape[-1]).astype(x.dtype)
    return point(says, x=x, gamma=gamma, **given)


_ROWS = np.array([[1.0, -2.0, 0.5, 4.0], [3.0, 0.0, -1.5, 2.5], [10.0, 14.0, 11.0, 9.0]])

_LEADING = "with any number of leading axes, also none: (D,), (N, D), (N, T, D) …"
_ROW = "Each row of D numbers by itself"
_HUGE = "The result must be right for **float32** entries as large as"
_LEAST = "D is at least 1."

POINTS = {
    "one row without a batch": _case(_LEADING, _ROWS[0]),
    "three rows": _case(_ROW, _ROWS),
    "a sequence": _case(_LEADING, np.arange(24.0).reshape(2, 3, 4) ** 1.5),
    "as many rows as features": _case(_ROW, _ROWS[:, :3]),
    "one feature": _case(_LEAST, np.array([[3.0], [-5.0], [0.0]])),
    "a row of zeros": _case("A row of zeros gives zeros.", np.array([[0.0, 0.0], [1.0, 2.0]])),
    "a row of equal numbers": _case("Nothing is subtracted", np.full((2, 3), -7.0)),
    "a large epsilon": _case("`eps` is positive.", _ROWS, eps=4.0),
    "entries as small as the root of epsilon": _case("`eps` is positive.", 1e-3 * _ROWS),
    "huge float32": _case(_HUGE, (1e29 * _ROWS[:2]).astype(np.float32)),
    "one huge entry in float32": _case(
        _HUGE, np.array([[1e30, 1.0, -1e29], [1.0, 2.0, -3.0]], np.float32)
    ),
    "float32": _case("or both float32", _ROWS.astype(np.float32), eps=0.5),
}

CREDIT = [
    credit(70, "ordinary rows, under any leading axes"),
    credit(20, "huge float32 entries", points=("huge float32", "one huge entry in float32")),
    credit(10, "a new array, and arguments left alone", effects=True),
]

LAWS = [laws.proportional("gamma"), laws.finite()]

EXAMPLE = {
    "x": np.array([[3.0, 4.0], [1.0, -1.0], [0.0, 0.0]]),
    "gamma": np.array([1.0, 2.0]),
}


def second_opinion(x, gamma, eps=1e-6):
    """Row by row with `math.hypot`, which cannot overflow: eps counts D times, as one more leg."""
    out = np.zeros(x.shape)
    for place in np.ndindex(x.shape[:-1]):
        row = [float(value) for value in x[place]]
        length = math.hypot(*row, math.sqrt(eps * len(row)))
        scale = math.sqrt(len(row)) / length
        out[place] = [value * scale * float(g) for value, g in zip(row, gamma, strict=True)]
    return out
