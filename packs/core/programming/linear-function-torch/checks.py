"""What a linear layer with its own backward pass is tried with."""

import math

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("value", "gradients")


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-4, 1e-4) if arguments["x"].dtype == np.float32 else (1e-9, 1e-7)


_LOSSES = ("weighted", "sum", "turned", "mean of squares", "first row")
_WANTED = (["x", "weight", "bias"], ["x", "weight", "bias"], ["x"], ["weight"], ["weight", "bias"])


def inputs(draw):
    """One to three leading axes, all sizes different, one of them sometimes 1."""
    leading = draw.sizes(*"NTU"[: draw.one_of(1, 2, 3)])
    features, outputs = draw.sizes("in", "out")
    kind = draw.dtype("float64", "float32")
    bias = draw.numbers(outputs, dtype=kind) if not draw.chance(0.3) else None
    wanted = draw.one_of(*_WANTED)
    return {
        "x": draw.numbers(*leading, features, centre=0.5, dtype=kind),
        "weight": draw.numbers(outputs, features, dtype=kind),
        "bias": bias,
        "loss": draw.one_of(*_LOSSES),
        "wanted": [name for name in wanted if name != "bias" or bias is not None],
    }


def _case(says, x, weight, bias, loss="weighted"):
    wanted = ["x", "weight"] + ["bias"] * (bias is not None)
    bias = None if bias is None else np.array(bias)
    return point(says, x=np.array(x), weight=np.array(weight), bias=bias, loss=loss, wanted=wanted)


_W = [[1.0, 2.0], [-3.0, 4.0]]
_X = [[2.0, 1.0], [-1.0, 0.5], [3.0, -2.0]]
_B = [0.5, -0.25]
_STORED = "`weight` is (out, in)"
_CONTIGUOUS = "Neither `x` nor `grad_out` need be contiguous in memory."
_NONE = "`bias` is (out,) **or** `None`"
_LEADING = "`x` has the shape (…, in) with one or more leading axes"

POINTS = {
    "a square weight": _case(_STORED, _X, _W, _B),
    "everything two by two": _case(_STORED, _X[:2], _W, _B),
    "a cube of twos": _case(_LEADING, np.arange(8.0).reshape(2, 2, 2) - 3, _W, _B),
    "the sum as loss": _case(_CONTIGUOUS, _X, _W, _B, "sum"),
    "axes exchanged behind the layer": _case(
        _CONTIGUOUS, np.arange(12.0).reshape(2, 3, 2) - 5, _W, _B, "turned"
    ),
    "no bias": _case(_NONE, _X, _W, None),
    "no bias, the sum as loss": _case(_NONE, _X, _W, None, "sum"),
    "one row only in the loss": _case("for any loss behind the layer", _X, _W, _B, "first row"),
    "one of everything": _case("No axis is empty.", [[2.0]], [[0.5]], [-1.0], "mean of squares"),
}

CREDIT = [
    credit(20, "the value", output="value"),
    credit(30, "the gradients of ordinary cases", output="gradients"),
    credit(
        20,
        "shapes in which a wrong transpose or axis hides",
        points=("a square weight", "everything two by two", "a cube of twos"),
    ),
    credit(
        20,
        "gradients that come in with other strides",
        points=("the sum as loss", "axes exchanged behind the layer"),
    ),
    credit(10, "no bias", points=("no bias", "no bias, the sum as loss")),
]

FORBIDDEN = {
    "aten::linear": "PyTorch's own linear layer",
    "aten::addmm": "PyTorch's own linear layer",
}

EXAMPLE = {
    "x": np.array(_X),
    "weight": np.array(_W),
    "bias": np.array(_B),
    "loss": "sum",
    "wanted": ["x", "weight", "bias"],
}


def second_opinion(x, weight, bias, loss, wanted):
    """One product at a time: each adds to the value, and later to both gradients."""
    kind = x.dtype
    rows = x.reshape(-1, x.shape[-1]).astype(float)
    value = np.zeros((len(rows), len(weight)))
    if bias is not None:
        value += bias
    for n, o, i in np.ndindex(*value.shape, x.shape[-1]):
        value[n, o] += rows[n, i] * float(weight[o, i])
    above = np.ones(value.shape)
    if loss == "mean of squares":
        above = 2 * value / value.size
    elif loss == "first row":
        above[len(rows) // len(x) :] = 0
    elif loss != "sum":
        shape = (*x.shape[:-1], len(weight))
        seen = (shape[-1], *shape[1:-1], shape[0]) if loss == "turned" else shape
        above = np.array([math.cos(0.7 * k + 0.3) for k in range(value.size)]).reshape(seen)
        above = (above.swapaxes(0, -1) if loss == "turned" else above).reshape(value.shape)
    grads = {"x": 0 * rows, "weight": np.zeros(weight.shape), "bias": np.zeros(len(weight))}
    for n, o in np.ndindex(value.shape):
        grads["bias"][o] += above[n, o]
        for i in range(x.shape[-1]):
            grads["x"][n, i] += above[n, o] * float(weight[o, i])
            grads["weight"][o, i] += above[n, o] * rows[n, i]
    grads["x"] = grads["x"].reshape(x.shape)
    found = [grads[name].astype(kind) for name in wanted]
    return value.reshape(*x.shape[:-1], len(weight)).astype(kind), found
