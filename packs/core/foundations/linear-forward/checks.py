"""What the forward pass of a linear layer is tried with."""

import numpy as np

from heldout.authoring import credit, laws, point


def tolerance(arguments):
    """float32 carries seven digits, and the sums lose some of them."""
    narrow = any(a is not None and a.dtype == np.float32 for a in arguments.values())
    return (1e-4, 1e-4) if narrow else (1e-9, 1e-9)


def inputs(draw):
    """None to three leading axes, all dimensions different, one of them sometimes 1."""
    leading = draw.sizes(*"NTU"[: draw.one_of(1, 0, 2, 3)])
    features, outputs = draw.sizes("in", "out")
    kind = draw.dtype("float64", "float32", "int64")
    scale = "float64" if kind == "int64" else kind
    given = {
        "x": draw.numbers(*leading, features, centre=0.5, spread=2.0, dtype=kind),
        "weight": draw.numbers(outputs, features, dtype=scale),
    }
    bias = draw.numbers(outputs, centre=1.0, dtype=scale)
    return given | draw.one_of({"bias": bias}, {"bias": bias}, {"bias": None}, {})


_WEIGHT = "`weight` has the shape (out, in), as PyTorch stores it: one row for each output."
_LEADING = "with any number of leading axes, also none: (in,), (N, in), (N, T, in) …"
_BIAS = "`bias` has the shape (out,), or it is `None`: then nothing is added."
_SHAPE = "Return a new float array of the shape (…, out), with the leading axes of `x`."
_W = np.array([[1.0, 2.0], [-3.0, 4.0]])

POINTS = {
    "a square weight": point(
        _WEIGHT,
        x=np.array([[2.0, 1.0], [-1.0, 0.5], [3.0, -2.0]]),
        weight=_W,
        bias=np.array([0.5, -0.25]),
    ),
    "everything two by two": point(
        _BIAS, x=np.array([[5.0, -6.0], [7.0, 8.0]]), weight=_W, bias=np.array([10.0, 20.0])
    ),
    "a single row without a batch": point(
        _LEADING, x=np.array([1.0, -2.0]), weight=_W, bias=np.array([0.5, 1.5])
    ),
    "two leading axes": point(
        _LEADING,
        x=np.arange(12.0).reshape(2, 3, 2) - 5.0,
        weight=np.array([[1.0, 0.5]]),
        bias=np.array([3.0]),
    ),
    "a cube of twos": point(
        _SHAPE, x=np.arange(8.0).reshape(2, 2, 2), weight=_W, bias=np.array([1.0, -1.0])
    ),
    "no bias": point(_BIAS, x=np.array([[1.0, 2.0], [3.0, 4.0]]), weight=_W, bias=None),
    "a bias of zeros": point(
        _BIAS, x=np.array([[1.0, 2.0]]), weight=np.array([[3.0, 4.0]]), bias=np.array([0.0])
    ),
    "whole numbers": point(
        "`x` may also be int64.",
        x=np.array([[1, 2], [3, 5]]),
        weight=np.array([[0.5, 0.25]]),
        bias=np.array([0.125]),
    ),
    "one input, one output": point(
        "No axis is empty.", x=np.array([[4.0]]), weight=np.array([[0.5]]), bias=np.array([-1.0])
    ),
}

CREDIT = [
    credit(60, "ordinary layers, under any leading axes"),
    credit(
        20,
        "shapes in which a wrong axis hides",
        points=("a square weight", "everything two by two", "a cube of twos"),
    ),
    credit(10, "with and without a bias", points=("no bias", "a bias of zeros")),
    credit(10, "a new array, and arguments left alone", effects=True),
]

LAWS = [laws.finite()]

EXAMPLE = {
    "x": np.array([[1.0, 2.0, 3.0], [0.0, -1.0, 1.0]]),
    "weight": np.array([[1.0, 0.0, -1.0], [2.0, 1.0, 0.5]]),
    "bias": np.array([0.5, -1.0]),
}


def second_opinion(x, weight, bias=None):
    """One output of one row at a time, in plain Python."""
    out = np.zeros((*x.shape[:-1], len(weight)))
    for place in np.ndindex(out.shape):
        *row, o = place
        pairs = zip(x[tuple(row)].tolist(), weight[o].tolist(), strict=True)
        out[place] = sum(a * b for a, b in pairs) + (0.0 if bias is None else float(bias[o]))
    return out
