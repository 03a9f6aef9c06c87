"""What a numerical gradient is tried with."""

import math
from fractions import Fraction

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("gradient", "calls within bounds")
TOLERANCE = (1e-6, 1e-6)

_NAMES = (
    "sum of squares",
    "weighted sum",
    "sum of cubes",
    "product of sines",
    "log of sum of exponentials",
    "absolute values",
    "chained",
)


def inputs(draw):
    """Functions that mix their entries, and such that do not; steps small and large."""
    shape = draw.sizes(*"abc"[: draw.one_of(2, 1, 3)], most=4)
    kind = draw.dtype("float64", "float32", "int64")
    return {
        "name": draw.one_of(*_NAMES),
        "a": draw.numbers(*shape),
        "x": draw.numbers(*shape, spread=1.0 if kind != "int64" else 2.0, dtype=kind),
        "eps": draw.one_of(None, 1e-4, 0.1, 1.0, 0.3),
    }


def _case(says, name, a, x, eps=None):
    return point(says, name=name, a=np.array(a, dtype=float), x=np.array(x), eps=eps)


_TYPES = "It is float64, float32 or int64."
_FLOAT64 = r"All arithmetic is in float64, whatever the type of `x`: $x \pm \epsilon$ too."
_LARGE = "may be as large as 1, or `f` may jump: then the formula above is wanted"
_SHAPE = "`x` has any shape, also none, and no axis is empty."
_RAISES = "also where `f` raises an\nexception in between, which is passed on"
_ONE = "where $e_k$ is 1 at this entry and 0 elsewhere"

POINTS = {
    "whole numbers": _case(_TYPES, "sum of cubes", [[1, 2], [3, -1]], [[1, 2], [-3, 0]]),
    "float32 near a thousand": _case(
        _FLOAT64, "sum of squares", [1, 2, -1], np.array([1000, 2000.5, 999], dtype=np.float32)
    ),
    "a step of one": _case(_LARGE, "sum of cubes", [1, 1, 2], [1.0, -2.0, 0.5], 1.0),
    "a step across a kink": _case(_LARGE, "absolute values", [1, 2, 3], [0.25, 0.0, -2.0], 0.5),
    "the step when none is given": _case(
        "`eps` is positive, and may", "how many beyond 1.5e-5", [1, 2], [0.0, 0.75e-5]
    ),
    "entries that act together": _case(
        _ONE, "chained", [[1, 2, 3], [4, 5, 6]], [[0.5, -1.0, 2.0], [1.5, 0.25, -0.75]]
    ),
    "a single number": _case(_SHAPE, "sum of cubes", 2.0, 1.5),
    "a single entry": _case(_SHAPE, "product of sines", [0.5], [0.25]),
    "three axes": _case(
        _SHAPE,
        "sum of squares",
        np.arange(12.0).reshape(2, 3, 2),
        np.linspace(-1.0, 1.0, 12).reshape(2, 3, 2),
    ),
    "a function that raises": _case(_RAISES, "raises at its third call", [0, 0], [1.0, 2.0]),
}

CREDIT = [
    credit(60, "the gradient of ordinary functions"),
    credit(20, "whole numbers and float32", points=("whole numbers", "float32 near a thousand")),
    credit(10, "a large step", points=("a step of one", "a step across a kink")),
    credit(10, "`x` left alone", effects=True),
]

EXAMPLE = {
    "name": "sum of squares",
    "a": np.array([1.0, 2.0]),
    "x": np.array([3.0, -1.0]),
    "eps": None,
}


def second_opinion(name, a, x, eps):
    """Differences in formulas: exact fractions for polynomials, sums to products for sines."""
    if name == "raises at its third call":
        return "passed on", True
    step = 1e-5 if eps is None else eps
    h = Fraction(step)
    flat = [float(v) for v in x.ravel()]
    weights = [float(w) for w in a.ravel()]
    slopes = []
    for k, (v, w) in enumerate(zip(flat, weights, strict=True)):
        u, c = Fraction(v), Fraction(w)
        if name == "weighted sum":
            slope = c
        elif name == "sum of squares":
            slope = 2 * c * u
        elif name == "sum of cubes":
            slope = c * (3 * u**2 + h**2)
        elif name == "absolute values":
            slope = c * (abs(u + h) - abs(u - h)) / (2 * h)
        elif name == "how many beyond 1.5e-5":
            slope = c * ((v + step > 1.5e-5) - (v - step > 1.5e-5)) / (2 * h)
        elif name == "product of sines":
            others = math.prod(
                math.sin(p + q)
                for j, (p, q) in enumerate(zip(flat, weights, strict=True))
                if j != k
            )
            slope = others * math.cos(v + w) * math.sin(step) / step
        elif name == "log of sum of exponentials":
            rest = math.fsum(
                math.exp(p + q)
                for j, (p, q) in enumerate(zip(flat, weights, strict=True))
                if j != k
            )
            own = math.exp(v + w)
            up, down = rest + own * math.exp(step), rest + own * math.exp(-step)
            slope = math.log1p((up - down) / down) / (2 * step)
        else:  # the sum of a_i x_i x_j over i <= j: twice the own one, and once each other
            slope = 2 * c * u
            for j, (p, q) in enumerate(zip(flat, weights, strict=True)):
                if j != k:
                    slope += (c if k < j else Fraction(q)) * Fraction(p)
        slopes.append(float(slope))
    return np.array(slopes).reshape(x.shape), True
