"""What the backward pass of a linear layer is tried with."""

import numpy as np

from heldout.authoring import distinct_sizes, laid_out


def tolerance(arguments):
    """float32 carries seven digits, and the sums lose some of them."""
    narrow = any(array.dtype == np.float32 for array in arguments.values())
    return (1e-4, 1e-4) if narrow else (1e-9, 1e-7)


def inputs(rng, size):
    """One to three leading axes, all dimensions different, one of them sometimes 1."""
    leading = int(rng.choice([1, 1, 2, 3]))
    sizes = distinct_sizes(rng, min(size, 4), leading + 2)
    if rng.random() < 0.4:
        sizes[rng.integers(len(sizes))] = 1
    *rows, features, outputs = sizes
    arguments = {
        "grad_out": rng.normal(size=(*rows, outputs)),
        "x": rng.normal(loc=0.5, size=(*rows, features)),
        "weight": rng.normal(size=(outputs, features)),
    }
    dtype = rng.choice(["float64", "float64", "float32"])
    return {name: laid_out(rng, array.astype(dtype)) for name, array in arguments.items()}


POINTS = {
    "a square weight": {
        "grad_out": np.array([[1.0, -2.0], [0.5, 3.0], [-1.0, 0.25]]),
        "x": np.array([[2.0, 1.0], [-1.0, 0.5], [3.0, -2.0]]),
        "weight": np.array([[1.0, 2.0], [-3.0, 4.0]]),
    },
    "everything two by two": {
        "grad_out": np.array([[1.0, 2.0], [3.0, 4.0]]),
        "x": np.array([[5.0, -6.0], [7.0, 8.0]]),
        "weight": np.array([[0.5, 1.5], [-2.5, 3.5]]),
    },
    "one row": {
        "grad_out": np.array([[2.0, -1.0]]),
        "x": np.array([[1.0, 2.0, 3.0]]),
        "weight": np.array([[1.0, 0.0, -1.0], [2.0, 1.0, 0.5]]),
    },
    "one feature, one output": {
        "grad_out": np.array([[2.0], [3.0]]),
        "x": np.array([[-1.0], [4.0]]),
        "weight": np.array([[0.5]]),
    },
    "two leading axes": {
        "grad_out": np.arange(12.0).reshape(2, 3, 2) - 5.0,
        "x": np.arange(24.0).reshape(2, 3, 4) / 8.0,
        "weight": np.arange(8.0).reshape(2, 4) - 3.0,
    },
    "a gradient of zero": {
        "grad_out": np.zeros((3, 2)),
        "x": np.ones((3, 4)),
        "weight": np.ones((2, 4)),
    },
}

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
