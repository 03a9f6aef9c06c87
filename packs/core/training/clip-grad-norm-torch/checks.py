"""What clipping in place is tried with."""

import math

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("grads", "norm", "same tensors", "parameters kept")


def tolerance(arguments):
    """float32 carries seven digits."""
    narrow = any(grad.dtype == np.float32 for grad in arguments["grads"])
    return (1e-5, 1e-5) if narrow else (1e-12, 1e-9)


def inputs(draw):
    """Two to four parameters of different shapes, some of them without a gradient."""
    kind, scale = draw.dtype("float64", "float32"), draw.one_of(1.0, 0.01, 30.0)
    shapes = [draw.sizes(*"ab"[:axes], most=4) for axes in (1, 2, 1, 2)][: draw.integer(2, 4)]
    return {
        "values": [_numbers(draw, shape, kind) for shape in shapes],
        "grads": [_numbers(draw, shape, kind, scale) for shape in shapes],
        "present": [True, *(not draw.chance(0.3) for _ in shapes[1:])],
        "max_norm": draw.one_of(1.0, 0.5, 5.0, 100.0),
    }


def _numbers(draw, shape, kind, scale=1.0):
    """Laid out plainly: arrays in lists become tensors as they are."""
    return np.array(draw.numbers(*shape, spread=scale, dtype=kind), order="C")


def _case(says, max_norm, *grads, missing=(), dtype="float64"):
    arrays = [np.array(grad, dtype) for grad in grads]
    return point(
        says,
        values=[np.full(array.shape, 7.0, dtype) for array in arrays],
        grads=arrays,
        present=[place not in missing for place in range(len(arrays))],
        max_norm=max_norm,
    )


_ONE = "With all entries of all gradients `p.grad` taken as one long vector"
_NONE = "A parameter whose `.grad` is `None` is passed over"
_NOTHING = "Without any gradient it is 0."
_ZERO = "`max_norm` is 0 or more. Gradients that are all zero stay zero."
_SHAPES = "Gradients are of any shapes"
_PLUS = r"{\lVert g \rVert + 10^{-6}}"

POINTS = {
    "three and four": _case(_ONE, 1.0, [3.0], [[4.0]]),
    "one long, one short": _case(_ONE, 1.0, [6.0, -8.0], [0.1, -0.1]),
    "each below the limit, together above it": _case(_ONE, 1.0, [0.8], [0.8], [-0.8]),
    "below the limit": _case(_ONE, 10.0, [3.0], [-4.0]),
    "exactly at the limit": _case(_PLUS, 5.0, [3.0], [-4.0]),
    "a tiny gradient": _case(_PLUS, 1e-6, [3e-6], [-4e-6]),
    "zeros": _case(_ZERO, 1.0, [0.0, 0.0], [[0.0]]),
    "a limit of zero": _case(_ZERO, 0.0, [1.0, -2.0], [3.0]),
    "a parameter without a gradient": _case(_NONE, 1.0, [3.0], [9.0, 9.0], [4.0], missing=(1,)),
    "the first without a gradient": _case(_NONE, 1.0, [9.0], [3.0, 4.0], missing=(0,)),
    "no gradient at all": _case(_NOTHING, 1.0, [3.0], [4.0], missing=(0, 1)),
    "no parameters": _case(_NOTHING, 1.0),
    "a number among them": _case(_SHAPES, 2.0, 3.0, [[4.0, 0.0]]),
    "in float32": _case(_SHAPES, 2.0, [300.0, 1.0], [[400.0]], dtype="float32"),
}

CREDIT = [
    credit(40, "the clipped gradients", output="grads"),
    credit(15, "the norm before clipping", output="norm"),
    credit(15, "the same tensors, changed in place", output="same tensors"),
    credit(10, "parameters that keep their values", output="parameters kept"),
    credit(
        20,
        "parameters without a gradient",
        points=(
            "a parameter without a gradient",
            "the first without a gradient",
            "no gradient at all",
            "no parameters",
        ),
    ),
]

FORBIDDEN = {
    "torch.nn.utils.clip_grad_norm_": "`torch.nn.utils.clip_grad_norm_`",
    "torch.nn.utils.get_total_norm": "`torch.nn.utils.get_total_norm`",
}

EXAMPLE = {
    "values": [np.array([1.0, 2.0]), np.array([[3.0]]), np.array([0.5])],
    "grads": [np.array([3.0, 0.0]), np.array([[9.0]]), np.array([-4.0])],
    "present": [True, False, True],
    "max_norm": 1.0,
}


def second_opinion(values, grads, present, max_norm):
    """In plain Python, entry by entry."""
    there = [grad.astype(float) for grad, has in zip(grads, present, strict=True) if has]
    norm = math.hypot(*(float(v) for grad in there for v in grad.flat))
    clipped = [np.zeros(grad.shape) for grad in there]
    for result, grad in zip(clipped, there, strict=True):
        for place in np.ndindex(grad.shape):
            over = max_norm < norm + 1e-6
            result[place] = grad[place] * max_norm / (norm + 1e-6) if over else grad[place]
    return clipped, norm, True, True
