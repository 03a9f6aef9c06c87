"""What both forms of GELU are tried with."""

import math
from decimal import Decimal, localcontext
from statistics import NormalDist

import numpy as np

from heldout.authoring import credit, point


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-5, 1e-4) if arguments["x"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """Arrays of one to three dimensions, near zero and farther out, in both forms."""
    shape = draw.sizes(*"abc"[: draw.one_of(2, 1, 3)], most=5)
    kind = draw.dtype("float64", "float32")
    x = draw.numbers(*shape, spread=draw.one_of(1.5, 0.3, 6.0), dtype=kind)
    return {"x": x, **draw.options(approximate=(True,))}


_SIZE = "Every finite entry up to"
_FAR = np.array([[1000.0, -1000.0, 30.0], [-1e9, 1e9, -30.0]])

POINTS = {
    "the exact form": point("Without `approximate`, the exact form", x=np.linspace(-4.0, 4.0, 33)),
    "the form by tanh": point(
        "With `approximate=True`, the form by tanh", x=np.linspace(-4.0, 4.0, 33), approximate=True
    ),
    "asked for in words": point(
        "Without `approximate`, the exact form", x=np.array([2.0, -2.0]), approximate=False
    ),
    "zero": point("for each entry", x=np.array([0.0, -0.0])),
    "zero by tanh": point("the form by tanh", x=np.array([[0.0]]), approximate=True),
    "far out": point(_SIZE, x=_FAR),
    "far out by tanh": point(_SIZE, x=_FAR, approximate=True),
    "far out in float32": point(
        "of type float64 or float32", x=_FAR.astype(np.float32), approximate=True
    ),
}

CREDIT = [
    credit(35, "ordinary arrays, and zero"),
    credit(20, "the exact form", points=("the exact form", "asked for in words")),
    credit(20, "the form by tanh", points=("the form by tanh", "zero by tanh")),
    credit(
        15,
        "entries far from zero",
        points=("far out", "far out by tanh", "far out in float32"),
    ),
    credit(10, "a new array, and `x` left alone", effects=True),
]

EXAMPLE = {"x": np.array([[-1.0, 0.0], [1.0, 3.0]]), "approximate": True}


def second_opinion(x, approximate=False):
    """Exact by the normal distribution of the statistics module; tanh by exact exponentials."""
    form = _by_tanh if approximate else _exact
    return np.array([form(float(entry)) for entry in x.ravel()]).reshape(x.shape)


def _exact(entry):
    return entry * NormalDist().cdf(entry)


def _by_tanh(entry):
    """(1 + tanh u) / 2 is one over 1 + exp(-2u)."""
    if abs(entry) > 20:
        return max(entry, 0.0)
    with localcontext(prec=40):
        z = Decimal(entry)
        u = Decimal(2 / math.pi).sqrt() * (z + Decimal("0.044715") * z * z * z)
        return float(z / (1 + (-2 * u).exp()))
