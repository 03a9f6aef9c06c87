"""What a custom autograd Function for tanh is tried with."""

import math

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("value and name", "gradient")
GRADIENTS = ("x",)


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-5, 1e-4) if arguments["x"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """One to three dimensions, near zero and further out."""
    shape = draw.sizes(*"abc"[: draw.one_of(1, 2, 3)])
    kind = draw.dtype("float64", "float32")
    return {"x": draw.numbers(*shape, spread=draw.one_of(1.0, 0.3, 4.0), dtype=kind)}


POINTS = {
    "saturated": point("of any shape", x=np.array([-40.0, 25.0, 800.0])),
    "zero": point("of any shape", x=np.zeros((2, 1))),
    "no dimension": point("of any shape", x=np.array(-0.5)),
}

CREDIT = [
    credit(40, "the value and the name of the node", output="value and name"),
    credit(50, "the gradient", output="gradient"),
    credit(10, "a new tensor, and `x` left alone", effects=True),
]

EXAMPLE = {"x": np.array([-1.0, 0.0, 0.5])}


def second_opinion(x):
    """By exponentials of minus twice the size, and the slope by the hyperbolic cosine; the judge
    weighs the entries by these cosines."""
    entries = x.ravel().tolist()
    far = [math.exp(-2 * abs(v)) for v in entries]
    sizes = [(1 - e) / (1 + e) for e in far]
    values = [math.copysign(size, v) for size, v in zip(sizes, entries, strict=True)]
    slopes = [1 / math.cosh(v) ** 2 if abs(v) < 300 else 0.0 for v in entries]
    weights = np.cos(0.7 * np.arange(x.size) + 0.3)
    y = np.array(values, x.dtype).reshape(x.shape)
    gradient = (weights * np.array(slopes)).astype(x.dtype).reshape(x.shape)
    return (y, "TanhFunctionBackward"), [gradient]
