"""What the gradient of a sigmoid in C++ is tried with."""

import math

import numpy as np

from heldout.authoring import credit, point


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-5, 1e-4) if arguments["x"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """One to three dimensions, near zero and further out."""
    shape = draw.sizes(*"abc"[: draw.one_of(1, 2, 3)])
    kind = draw.dtype("float64", "float32")
    return {"x": draw.numbers(*shape, spread=draw.one_of(2.0, 0.3, 8.0), dtype=kind)}


_FAR = "also for entries in the hundreds and thousands of either sign"

POINTS = {
    "far below zero": point(_FAR, x=np.array([-100.0, -800.0, -5000.0])),
    "far above zero": point(_FAR, x=np.array([[100.0], [800.0], [5000.0]])),
    "hundreds in float32": point(_FAR, x=np.array([-90.0, -500.0, 400.0], dtype=np.float32)),
    "no dimension": point("of any shape, also without dimensions", x=np.array(0.75)),
    "no entry": point("of any shape", x=np.zeros((2, 0))),
}

CREDIT = [
    credit(70, "the right slope"),
    credit(
        20,
        "a finite slope far from zero",
        points=("far below zero", "far above zero", "hundreds in float32"),
    ),
    credit(10, "a new tensor, and `x` left alone", effects=True),
]

EXAMPLE = {"x": np.array([-2.0, 0.0, 0.5, 2.0])}


def second_opinion(x):
    """By the hyperbolic cosine: the slope is one over four times the square of cosh(x/2)."""
    slopes = [1 / (4 * math.cosh(v / 2) ** 2) if abs(v) < 700 else 0.0 for v in x.ravel().tolist()]
    return np.array(slopes, x.dtype).reshape(x.shape)
