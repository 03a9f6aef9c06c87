"""What the adapter is tried with."""

import math

import numpy as np

from heldout.authoring import credit, laws, point


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-4, 1e-4) if arguments["x"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """Any leading axes, and ranks below and above the widths."""
    lead = draw.one_of(1, 0, 2)
    rank, into, out = draw.sizes("r", "I", "O", most=8)
    axes = [draw.integer(1, 5) for _ in range(lead)]
    kind = draw.dtype("float64", "float32")
    return {
        "x": draw.numbers(*axes, into, dtype=kind),
        "weight": draw.numbers(out, into, dtype=kind),
        "a": draw.numbers(rank, into, dtype=kind),
        "b": draw.numbers(out, rank, dtype=kind),
        "alpha": draw.one_of(8.0, 1, 0.5, -3, 16),
    }


def _case(into, out, rank, alpha, lead=(2,)):
    rng = np.random.default_rng(6)
    shapes = {"x": (*lead, into), "weight": (out, into), "a": (rank, into), "b": (out, rank)}
    return {**{name: rng.normal(size=s).round(2) for name, s in shapes.items()}, "alpha": alpha}


_LEAST = "All sizes are at least 1; r may be larger than I or O."
_ALPHA = "`alpha` is a number, whole or not, and may be 0 or negative."
_LEAD = "with any number of leading axes, also none"

POINTS = {
    "all sizes equal": point("$$y = W x + \\frac{\\alpha}{r}\\, B A x.$$", **_case(3, 3, 3, 2.0)),
    "rank one": point(_LEAST, **_case(4, 3, 1, 2.0)),
    "a rank above both widths": point(_LEAST, **_case(2, 3, 5, 10.0)),
    "one of each": point(_LEAST, **_case(1, 1, 1, 3.0, lead=(1,))),
    "a whole alpha below the rank": point(_ALPHA, **_case(4, 3, 2, 1)),
    "a whole alpha, no multiple of the rank": point(_ALPHA, **_case(4, 3, 2, 5)),
    "no adapter": point(_ALPHA, **_case(4, 3, 2, 0)),
    "a negative alpha": point(_ALPHA, **_case(4, 3, 2, -2.5)),
    "alpha like the rank": point(_ALPHA, **_case(5, 3, 2, 2)),
    "one row without a batch": point(_LEAD, **_case(4, 3, 2, 4.0, lead=())),
    "two leading axes": point(_LEAD, **_case(4, 3, 2, 4.0, lead=(2, 3))),
}

CREDIT = [
    credit(85, "the frozen layer plus its adapter"),
    credit(15, "a new array, and the frozen weight left alone", effects=True),
]

LAWS = [laws.proportional("x"), laws.additive("x")]

EXAMPLE = {
    "x": np.array([[1.0, 2.0, 3.0]]),
    "weight": np.array([[1.0, 0.0, 0.0], [0.0, 1.0, 0.0]]),
    "a": np.array([[1.0, 1.0, 1.0]]),
    "b": np.array([[10.0], [20.0]]),
    "alpha": 2.0,
}


def second_opinion(x, weight, a, b, alpha):
    """One merged matrix, entry by entry, and then one sum for each output."""
    out, into = weight.shape
    rank = len(a)
    merged = [
        [
            float(weight[o, i])
            + alpha * math.fsum(float(b[o, k]) * float(a[k, i]) for k in range(rank)) / rank
            for i in range(into)
        ]
        for o in range(out)
    ]
    rows = x.reshape(-1, into).tolist()
    result = [[math.fsum(map(float.__mul__, row, line)) for line in merged] for row in rows]
    return np.array(result).reshape(*x.shape[:-1], out)
