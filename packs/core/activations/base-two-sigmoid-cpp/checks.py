"""What the base-2 sigmoid, forward and backward, is tried with."""

import math

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("value", "slope")


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-5, 1e-4) if arguments["x"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """One to three dimensions, and several k."""
    shape = draw.sizes(*"abc"[: draw.one_of(1, 2, 3)])
    kind = draw.dtype("float64", "float32")
    x = draw.numbers(*shape, spread=draw.one_of(2.0, 0.3, 8.0), dtype=kind)
    return {"x": x, "k": draw.one_of(1.5, 1.44, 1.0, 2.0, 0.75)}


_FAR = "also for entries in the hundreds and thousands of either sign"

POINTS = {
    "far below zero": point(_FAR, x=np.array([-900.0, -3000.0]), k=1.5),
    "far above zero": point(_FAR, x=np.array([[900.0], [3000.0]]), k=1.44),
    "hundreds in float32": point(_FAR, x=np.array([-200.0, 300.0], dtype=np.float32), k=1.5),
    "no dimension": point("of any shape", x=np.array(0.0), k=1.5),
    "no entry": point("of any shape", x=np.zeros((0, 3)), k=1.44),
}

CREDIT = [
    credit(30, "the value", output="value"),
    credit(40, "the slope", output="slope"),
    credit(
        20,
        "finite results far from zero",
        points=("far below zero", "far above zero", "hundreds in float32"),
    ),
    credit(10, "new tensors, and `x` left alone", effects=True),
]

EXAMPLE = {"x": np.array([0.0, 0.1, 0.5, 0.9, 0.99]), "k": 1.5}


def second_opinion(x, k):
    """By hyperbolic functions of half the argument in base e."""
    half = [k * math.log(2) * v / 2 for v in x.ravel().tolist()]
    values = [(1 + math.tanh(h)) / 2 for h in half]
    slopes = [k * math.log(2) / (4 * math.cosh(h) ** 2) if abs(h) < 300 else 0.0 for h in half]
    return tuple(np.array(made, x.dtype).reshape(x.shape) for made in (values, slopes))
