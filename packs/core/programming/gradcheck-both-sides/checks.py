"""What a check of a backward pass is tried with."""

import math

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("passes", "numeric", "analytic")
TOLERANCE = (2e-8, 1e-7)


def inputs(draw):
    """A few entries in one to three dimensions, and a backward pass that is right or wrong."""
    shape = draw.sizes(*"abc"[: draw.one_of(1, 2, 3)], most=3)
    kind = draw.dtype("float64", "float32")
    return {
        "x": draw.numbers(*shape, spread=draw.one_of(0.8, 0.3), dtype=kind),
        "factor": draw.one_of(1.0, 0.5, 2.0, -1.0, 1.1),
    }


_SHAPE = "of any shape with at least one entry"

POINTS = {
    "right in float32": point(
        "also for a float32 `x`", x=np.array([0.3, -0.7], dtype=np.float32), factor=1.0
    ),
    "wrong in float32": point(
        "also for a float32 `x`", x=np.array([0.3, -0.7], dtype=np.float32), factor=2.0
    ),
    "saturated": point(_SHAPE, x=np.array([[30.0, -40.0]]), factor=2.0),
    "no dimension": point(_SHAPE, x=np.array(0.25), factor=0.5),
    "one entry, right": point(_SHAPE, x=np.array([[-1.25]]), factor=1.0),
}

CREDIT = [
    credit(30, "what gradcheck says", output="passes"),
    credit(30, "the numeric slopes", output="numeric"),
    credit(30, "the analytic slopes", output="analytic"),
    credit(10, "`x` left alone", effects=True),
]

EXAMPLE = {"x": np.array([0.0, 0.5, -1.5]), "factor": 0.5}


def second_opinion(x, factor):
    """By numbers alone: exponentials for the forward pass, hyperbolic cosines for the backward
    pass, and gradcheck's default tolerances, 1e-5 and 1e-3 of the numeric slope."""
    entries = [float(v) for v in x.ravel()]
    numeric = [(math.tanh(v + 1e-6) - math.tanh(v - 1e-6)) / 2e-6 for v in entries]
    analytic = [factor / math.cosh(v) ** 2 for v in entries]
    near = [abs(a - n) <= 1e-5 + 1e-3 * abs(n) for a, n in zip(analytic, numeric, strict=True)]
    return all(near), *(np.array(made).reshape(x.shape) for made in (numeric, analytic))


SURVIVORS = {
    "x.detach() → x": "cannot be seen: a float64 `x` that requires a gradient is the same array",
}
