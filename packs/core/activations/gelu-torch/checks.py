"""What both forms of GELU for tensors are tried with."""

import math
from statistics import NormalDist

import numpy as np

from heldout.authoring import credit, invalid, point

OUTPUTS = ("value", "gradient")
GRADIENTS = ("x",)


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-5, 1e-4) if arguments["x"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """Tensors of one to three dimensions, near zero and farther out, in both forms."""
    shape = draw.sizes(*"abc"[: draw.one_of(2, 1, 3)], most=5)
    kind = draw.dtype("float64", "float32")
    x = draw.numbers(*shape, spread=draw.one_of(1.5, 0.3, 6.0), dtype=kind)
    return {"x": x, **draw.options(approximate=("tanh",))}


_EVERY = "Both must be right for **every** entry of both signs up to"
_GRID = np.linspace(-5.0, 5.0, 41)
_WORD = "Any other word raises `ValueError`."

POINTS = {
    "the exact form": point('`"none"`: $y =', x=_GRID),
    "the exact form, named": point('`"none"`: $y =', x=_GRID[:7], approximate="none"),
    "the form by tanh": point('`"tanh"`: $y =', x=_GRID, approximate="tanh"),
    "zero": point(_EVERY, x=np.array([0.0, -0.0])),
    "zero by tanh": point(_EVERY, x=np.array([[0.0]]), approximate="tanh"),
    "far out": point(_EVERY, x=np.array([[1000.0, -1000.0], [1e30, -1e30], [12.0, -12.0]])),
    "far out by tanh": point(
        _EVERY,
        x=np.array([[1000.0, -1000.0], [1e30, -1e30], [12.0, -12.0]]),
        approximate="tanh",
    ),
    "far out in float32": point(
        "also where $x^3$ does not fit into the type, as in float32",
        x=np.array([1e30, -1e30, 50.0, -50.0], dtype=np.float32),
        approximate="tanh",
    ),
    "another word": invalid(_WORD, "ValueError", x=np.array([1.0]), approximate="exact"),
    "no word": invalid(_WORD, "ValueError", x=np.array([1.0]), approximate=""),
}

CREDIT = [
    credit(30, "the value", output="value"),
    credit(30, "the gradient", output="gradient"),
    credit(
        20,
        "both, far from zero, and the type",
        points=("far out", "far out by tanh", "far out in float32"),
    ),
    credit(10, "`ValueError` for another word", points=("another word", "no word")),
    credit(10, "a new tensor, and `x` left alone", effects=True),
]


def properties(arguments, output):
    """The type of the result, which a comparison of values alone would let pass."""
    wanted, found = arguments["x"].dtype, np.asarray(output[0]).dtype
    if found != wanted:
        yield f"The result has the type {found}, and `x` has {wanted}."


FORBIDDEN = {"aten::gelu": "PyTorch's own GELU"}

_FLAT = "equivalent: tanh of the bracket is 1 to all digits from x = 6 on"
SURVIVORS = {
    "x.clamp(-10, 10) → x.clamp(-9, 10)": _FLAT,
    "x.clamp(-10, 10) → x.clamp(-11, 10)": _FLAT,
    "x.clamp(-10, 10) → x.clamp(-10, 9)": _FLAT,
    "x.clamp(-10, 10) → x.clamp(-10, 11)": _FLAT,
}

EXAMPLE = {"x": np.array([[-1.0, 0.0], [1.0, 3.0]]), "approximate": "tanh"}


def second_opinion(x, approximate="none"):
    """Entry by entry in Python's floats, with the derivatives written out."""
    if approximate not in ("none", "tanh"):
        raise ValueError(approximate)
    form = _exact if approximate == "none" else _by_tanh
    pairs = [form(float(entry)) for entry in x.ravel()]
    value = np.array([y for y, _ in pairs]).reshape(x.shape)
    slope = np.array([slope for _, slope in pairs])
    weights = np.cos(0.7 * np.arange(x.size) + 0.3)
    return value, [(slope * weights).reshape(x.shape)]


def _exact(x):
    if abs(x) > 40:
        return max(x, 0.0), float(x > 0)
    normal = NormalDist()
    return x * normal.cdf(x), normal.cdf(x) + x * normal.pdf(x)


def _by_tanh(x):
    """x s with s = 1 / (1 + exp(-2u)); its slope is s + 2 x s (1 - s) u'."""
    if abs(x) > 20:
        return max(x, 0.0), float(x > 0)
    root = math.sqrt(2 / math.pi)
    u = root * (x + 0.044715 * x**3)
    s = 1 / (1 + math.exp(-2 * u)) if u > -300 else 0.0
    return x * s, s + 2 * x * s * (1 - s) * root * (1 + 3 * 0.044715 * x**2)
