"""What a sigmoid for entries of any size is tried with."""

from decimal import Decimal, localcontext

import numpy as np

from heldout.authoring import credit, laws, point


def tolerance(arguments):
    """Relative, so that small results count."""
    return (1e-30, 1e-4) if arguments["x"].dtype == np.float32 else (1e-300, 1e-7)


def inputs(draw):
    """Arrays of one to three dimensions, near zero and farther out."""
    shape = draw.sizes(*"abc"[: draw.one_of(2, 1, 3)], most=5)
    kind = draw.dtype("float64", "float32", "int64")
    return {"x": draw.numbers(*shape, spread=draw.one_of(2.0, 20.0, 0.3), dtype=kind)}


_EVERY = "Every finite entry of either sign must come out right, however large"
_SMALL = "at $x = -40$ the\n  result has to be"

POINTS = {
    "zero": point(_EVERY, x=np.array([0.0, -0.0])),
    "minus forty": point(_SMALL, x=np.array([-40.0, -30.0, -20.0, 40.0])),
    "minus six hundred": point(_EVERY, x=np.array([[-600.0, -300.0, 600.0]])),
    "minus a thousand": point(_EVERY, x=np.array([-1000.0, -1.0, 2.0])),
    "a thousand": point(_EVERY, x=np.array([[1000.0], [1.0], [-2.0]])),
    "both": point(_EVERY, x=np.array([-800.0, 0.5, 800.0])),
    "enormous": point(_EVERY, x=np.array([1e308, -1e308])),
    "infinite": point("`inf` gives 1, `-inf` gives 0", x=np.array([np.inf, -np.inf, 1.0])),
    "float32 beyond a hundred": point(
        "of type float64, float32 or int64", x=np.array([-150.0, 150.0, -60.0], dtype=np.float32)
    ),
    "whole numbers": point(
        "of type float64, float32 or int64", x=np.array([[-1000, -3], [0, 1000]])
    ),
    "one entry": point("none of them empty", x=np.array([[[0.7]]])),
}

CREDIT = [
    credit(40, "ordinary entries"),
    credit(
        35,
        "large and infinite entries of both signs",
        points=(
            "minus a thousand",
            "a thousand",
            "both",
            "enormous",
            "infinite",
            "float32 beyond a hundred",
            "whole numbers",
        ),
    ),
    credit(15, "small results", points=("minus forty", "minus six hundred")),
    credit(10, "a new array, and `x` left alone", effects=True),
]

SURVIVORS = {"x >= 0 → x > 0": "equivalent: at 0 both tops are 1"}

LAWS = [laws.bounded(0.0, 1.0)]

EXAMPLE = {"x": np.array([[-2.0, 0.0], [2.0, -1000.0]])}


def second_opinion(x):
    """The definition in 60 decimal digits; beyond 10,000 it is 0 or 1."""
    result = np.empty(x.shape)
    with localcontext(prec=60):
        for place in np.ndindex(x.shape):
            entry = float(x[place])
            far = abs(entry) > 1e4
            result[place] = float(entry > 0) if far else float(1 / (1 + (-Decimal(entry)).exp()))
    return result
