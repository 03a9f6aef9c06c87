"""What the backward pass of a linear layer is tried with."""

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("grad_x", "grad_weight", "grad_bias")


def tolerance(arguments):
    """float32 carries seven digits, and the sums lose some of them."""
    narrow = any(array.dtype == np.float32 for array in arguments.values())
    return (1e-4, 1e-4) if narrow else (1e-9, 1e-7)


def inputs(draw):
    """One to three leading axes, all dimensions different, one of them sometimes 1."""
    leading = draw.sizes(*"NTU"[: draw.one_of(1, 2, 3)])
    features, outputs = draw.sizes("in", "out")
    kind = draw.dtype("float64", "float32")
    return {
        "grad_out": draw.numbers(*leading, outputs, dtype=kind),
        "x": draw.numbers(*leading, features, centre=0.5, dtype=kind),
        "weight": draw.numbers(outputs, features, dtype=kind),
    }


_WEIGHT = "`weight` has the shape (out, in), as PyTorch stores it."
_LEADING = "with **one or more** leading axes, such as (N, in) or (N, T, in)."
_LEAST = "No axis is empty."
_AS_IT_IS = "Whatever averaging the loss does is already in `grad_out`: do not divide by anything."

POINTS = {
    "a square weight": point(
        _WEIGHT,
        grad_out=np.array([[1.0, -2.0], [0.5, 3.0], [-1.0, 0.25]]),
        x=np.array([[2.0, 1.0], [-1.0, 0.5], [3.0, -2.0]]),
        weight=np.array([[1.0, 2.0], [-3.0, 4.0]]),
    ),
    "everything two by two": point(
        _WEIGHT,
        grad_out=np.array([[1.0, 2.0], [3.0, 4.0]]),
        x=np.array([[5.0, -6.0], [7.0, 8.0]]),
        weight=np.array([[0.5, 1.5], [-2.5, 3.5]]),
    ),
    "one row": point(
        _LEAST,
        grad_out=np.array([[2.0, -1.0]]),
        x=np.array([[1.0, 2.0, 3.0]]),
        weight=np.array([[1.0, 0.0, -1.0], [2.0, 1.0, 0.5]]),
    ),
    "one feature, one output": point(
        _LEAST,
        grad_out=np.array([[2.0], [3.0]]),
        x=np.array([[-1.0], [4.0]]),
        weight=np.array([[0.5]]),
    ),
    "two leading axes": point(
        _LEADING,
        grad_out=np.arange(12.0).reshape(2, 3, 2) - 5.0,
        x=np.arange(24.0).reshape(2, 3, 4) / 8.0,
        weight=np.arange(8.0).reshape(2, 4) - 3.0,
    ),
    "a gradient of zero": point(
        _AS_IT_IS, grad_out=np.zeros((3, 2)), x=np.ones((3, 4)), weight=np.ones((2, 4))
    ),
    "a gradient of ones": point(
        _AS_IT_IS, grad_out=np.ones((3, 2)), x=np.ones((3, 4)), weight=np.ones((2, 4))
    ),
}

CREDIT = [
    credit(30, "`grad_x`", output="grad_x"),
    credit(40, "`grad_weight`", output="grad_weight"),
    credit(20, "`grad_bias`", output="grad_bias"),
    credit(10, "new arrays, and arguments left alone", effects=True),
]

EXAMPLE = {
    "grad_out": np.array([[1.0, 0.0], [0.5, -1.0]]),
    "x": np.array([[1.0, 2.0, 3.0], [4.0, 5.0, 6.0]]),
    "weight": np.array([[1.0, 0.0, 2.0], [0.0, -1.0, 1.0]]),
}


def second_opinion(grad_out, x, weight):
    """Differences of the layer itself: it is linear in each argument, so a step of 1 is exact."""
    grad_out, x, weight = (np.asarray(array, dtype=float) for array in (grad_out, x, weight))
    bias = np.zeros(weight.shape[0])

    def loss(x, weight, bias):
        return float(np.sum(grad_out * (np.einsum("...i,oi->...o", x, weight) + bias)))

    def slopes(arrays, which):
        result = np.zeros(arrays[which].shape)
        base = loss(*arrays)
        for place in np.ndindex(result.shape):
            moved = [array.copy() for array in arrays]
            moved[which][place] += 1.0
            result[place] = loss(*moved) - base
        return result

    return tuple(slopes([x, weight, bias], which) for which in range(3))
