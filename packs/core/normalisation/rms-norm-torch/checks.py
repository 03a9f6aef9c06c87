"""What RMS normalisation of tensors is tried with."""

import math

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("value", "gradients")
GRADIENTS = ("x", "weight")


def tolerance(arguments):
    """float32 carries seven digits, float16 three."""
    kind = arguments["x"].dtype
    if kind == np.float16:
        return (2e-2, 2e-2)
    return (1e-4, 1e-4) if kind == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """Rows off centre, in three types; in float16 some that are large."""
    shape = draw.sizes(*"DNT"[: draw.one_of(2, 1, 3)], most=6)[::-1]
    kind, rows = draw.dtype("float64", "float32", "float16"), (*shape[:-1], 1)
    centre, spread = draw.numbers(*rows), draw.between(0.5, 3.0, *rows)
    scale = draw.one_of(1.0, 200.0, 3000.0) if kind == "float16" else 1.0
    return {
        "x": draw.numbers(*shape, centre=scale * centre, spread=scale * spread, dtype=kind),
        "weight": draw.numbers(shape[-1], centre=1.0, dtype=kind),
        **draw.options(eps=(0.1, 1e-3, 1.0)),
    }


def _case(says, x, **given):
    """A case with another weight for each feature."""
    weight = np.linspace(-0.5, 2.0, x.shape[-1]).astype(x.dtype)
    return point(says, x=x, weight=weight, **given)


_ROWS = np.array([[1.0, -2.0, 0.5, 4.0], [3.0, 0.0, -1.5, 2.5], [10.0, 14.0, 11.0, 9.0]])

_LEADING = "with any number of leading axes, also none"
_HALF = "float16 entries may be as large as 60,000"
_TYPE = "Return a new tensor of the shape and **type** of `x`."

POINTS = {
    "one row": _case(_LEADING, _ROWS[0]),
    "three rows": _case(_LEADING, _ROWS),
    "as many rows as features": _case(_LEADING, _ROWS[:, :3]),
    "one feature": _case("D is at least 1.", np.array([[3.0], [-5.0]])),
    "a row of zeros": _case(
        "A row of zeros gives zeros.", np.array([[0.0, 0.0], [1.0, 2.0]]), eps=0.25
    ),
    "a large epsilon": _case("`eps` is positive.", _ROWS, eps=4.0),
    "small entries": _case("`eps` is positive.", 1e-3 * _ROWS),
    "float16": _case(_TYPE, _ROWS.astype(np.float16)),
    "float16 entries of thousands": _case(_HALF, (4e3 * _ROWS).astype(np.float16)),
    "float16 entries of 300": _case(_HALF, np.array([300.0, -280.0, 310.0], np.float16)),
    "sixteen digits": _case("float64 has to stay float64 throughout", _ROWS / 3.0),
}

CREDIT = [
    credit(40, "the value", output="value"),
    credit(30, "the gradients", output="gradients"),
    credit(
        20,
        "float16 beyond 256, and digits of float64",
        points=("float16 entries of thousands", "float16 entries of 300", "sixteen digits"),
    ),
    credit(10, "a new tensor, and arguments left alone", effects=True),
]

FORBIDDEN = {
    "aten::rms_norm": "PyTorch's own RMS normalisation",
    "aten::_fused_rms_norm": "PyTorch's own RMS normalisation",
}

EXAMPLE = {
    "x": np.array([[3.0, 4.0], [300.0, 400.0]], np.float16),
    "weight": np.ones(2, np.float16),
}


def properties(arguments, output):
    """The type is a part of the task."""
    wanted, found = arguments["x"].dtype, output[0].dtype
    if found != wanted:
        yield f"The result has the type {found}, and `x` has {wanted}."


def second_opinion(x, weight, eps=1e-6):
    """The value with `math.hypot`, eps as one more leg; gradients by a tiny imaginary step. The
    judge weighs the entries by these cosines."""
    step, count, kind = 1e-40, x.shape[-1], x.dtype
    nudge = 1j * step * np.eye(count)
    scale = weight.astype(float)
    slopes = np.cos(0.7 * np.arange(x.size) + 0.3).astype(kind).astype(float).reshape(x.shape)
    value, grad_x, grad_weight = np.zeros(x.shape), np.zeros(x.shape), np.zeros(count)

    def loss(row, scale, slope):
        size = (row * row).sum(axis=-1, keepdims=True) / count + eps
        return (scale * row * size**-0.5 * slope).sum(axis=-1).imag / step

    for place in np.ndindex(x.shape[:-1]):
        row, slope = x[place].astype(float), slopes[place]
        length = math.hypot(*row.tolist(), math.sqrt(eps * count)) / math.sqrt(count)
        value[place] = scale * row / length
        grad_x[place] = loss(row + nudge, scale, slope)
        grad_weight += loss(row, scale + nudge, slope)
    return value.astype(kind), [grad_x.astype(kind), grad_weight.astype(kind)]


SURVIVORS = {
    "torch.promote_types(x.dtype, torch.float32) → torch.promote_types(torch.float32, x.dtype)": (
        "equivalent: the wider of two types, in either order"
    )
}
