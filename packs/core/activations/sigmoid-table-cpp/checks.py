"""What a table of the sigmoid in C++ is tried with."""

import math

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("sigmoid", "slope")


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-5, 1e-4) if arguments["v"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """A list of some numbers, small or large, in any order."""
    (count,) = draw.sizes("N")
    kind = draw.dtype("float64", "float32")
    return {"v": draw.numbers(count, spread=draw.one_of(1.0, 0.2, 5.0), dtype=kind)}


_LIST = np.array([0.0, 0.1, 0.2, 0.3, 0.4, 0.5, 0.6, 0.7, 0.8, 0.9, 0.99])

POINTS = {
    "the colleague's list": point("$v = (0, 0.1, 0.2, \\dots, 0.9, 0.99)$", v=_LIST),
    "an empty list": point("any list of numbers, also an empty one", v=np.zeros(0)),
    "far from zero": point("between −30 and 30", v=np.array([-30.0, 30.0, 12.5, -0.001])),
}

CREDIT = [
    credit(45, "the sigmoid", output="sigmoid"),
    credit(45, "its slope", output="slope"),
    credit(10, "new tensors, and `v` left alone", effects=True),
]

EXAMPLE = {"v": _LIST}


def second_opinion(v):
    """By the hyperbolic tangent of half the argument."""
    tanhs = [math.tanh(x / 2) for x in v.tolist()]
    values = np.array([(1 + t) / 2 for t in tanhs], v.dtype)
    return values, np.array([(1 - t) * (1 + t) / 4 for t in tanhs], v.dtype)
