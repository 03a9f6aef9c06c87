"""What layer normalisation of tensors is tried with."""

import numpy as np

from heldout.authoring import credit, laws, point

OUTPUTS = ("value", "gradients")
GRADIENTS = ("x", "weight", "bias")


def tolerance(arguments):
    """float32 carries seven digits, which leaves a mean of 10,000 off by up to a thousandth."""
    x = arguments["x"]
    if x.dtype != np.float32:
        return (1e-8, 1e-7)
    return (5e-3, 5e-3) if np.abs(x).max() > 1000 else (1e-3, 1e-3)


def inputs(draw):
    """One to three axes normalised, none to two before them."""
    inner = draw.sizes(*"DWH"[: draw.one_of(1, 2, 3)], most=5)
    outer = draw.sizes(*"NT"[: draw.one_of(1, 0, 2)], most=4)
    kind, rows = draw.dtype("float64", "float32"), (*outer, *[1] * len(inner))
    centre, spread = draw.numbers(*rows, spread=3.0), draw.between(0.5, 3.0, *rows)
    weight = draw.numbers(*inner, centre=1.0, dtype=kind)
    bias = draw.numbers(*inner, dtype=kind)
    return {
        "x": draw.numbers(*outer, *inner, centre=centre, spread=spread, dtype=kind),
        "normalized_shape": tuple(inner),
        **draw.options(weight=(weight,), bias=(bias,), eps=(0.1, 1e-3, 1.0)),
    }


_ROWS = np.array([[1.0, -2.0, 0.5, 4.0], [3.0, 0.0, -1.5, 2.5], [10.0, 14.0, 11.0, 9.0]])
_CUBE = (np.arange(24.0).reshape(2, 3, 4) * 7.0) % 13.0 - 4.0
_UNIT = np.array([[-1.5, 0.5, 1.25, -0.25, 0.75, -0.75], [1.0, -1.0, 0.0, 2.0, -0.5, -1.5]])
_SCALE = {"weight": np.array([0.5, -1.0, 2.0, 1.5]), "bias": np.array([1.0, 0.0, -1.0, 0.25])}

_LAST = "`normalized_shape` are the **last** sizes of `x`, one or more of them"
_ALONE = "each may be left out by itself"
_EQUAL = "Equal entries, and a single one, become 0 before that."
_FAR = "float32 data with a mean of 10,000 and a spread of one"

POINTS = {
    "rows": point(_LAST, x=_ROWS, normalized_shape=(4,), **_SCALE),
    "two axes of three": point(_LAST, x=_CUBE, normalized_shape=(3, 4)),
    "the last axis of three": point(_LAST, x=_CUBE, normalized_shape=(4,), **_SCALE),
    "all axes": point("There may be leading axes or none.", x=_CUBE, normalized_shape=(2, 3, 4)),
    "one row": point("There may be leading axes or none.", x=_ROWS[0], normalized_shape=(4,)),
    "as many rows as columns": point(_LAST, x=_ROWS[:, :3], normalized_shape=(3,)),
    "only a bias": point(_ALONE, x=_ROWS, normalized_shape=(4,), bias=_SCALE["bias"]),
    "only a weight": point(_ALONE, x=_ROWS, normalized_shape=(4,), weight=_SCALE["weight"]),
    "single entries": point(_EQUAL, x=np.array([[3.0], [-5.0]]), normalized_shape=(1,)),
    "equal entries": point(
        _EQUAL, x=np.array([[7.0, 7.0, 7.0, 7.0], [1.0, 2.0, 4.0, 0.0]]), normalized_shape=(4,)
    ),
    "a large epsilon": point("`eps` is positive.", x=_ROWS, normalized_shape=(4,), eps=4.0),
    "a mean of 10,000 in float32": point(
        _FAR, x=(10_000 + _UNIT).astype(np.float32), normalized_shape=(6,)
    ),
}

CREDIT = [
    credit(40, "the value", output="value"),
    credit(40, "the gradients", output="gradients"),
    credit(10, "float32 far from zero", points=("a mean of 10,000 in float32",)),
    credit(10, "a new tensor, and arguments left alone", effects=True),
]

LAWS = [laws.shift_free("x", output=0)]

FORBIDDEN = {
    "aten::layer_norm": "PyTorch's own normalisation",
    "aten::group_norm": "PyTorch's own normalisation",
    "aten::batch_norm": "PyTorch's own normalisation",
    "aten::instance_norm": "PyTorch's own normalisation",
    "aten::native_layer_norm": "PyTorch's own normalisation",
    "aten::native_group_norm": "PyTorch's own normalisation",
    "aten::native_batch_norm": "PyTorch's own normalisation",
    "aten::_batch_norm_impl_index": "PyTorch's own normalisation",
}

EXAMPLE = {"x": np.array([[1.0, 2.0, 3.0], [10.0, 10.0, 40.0]]), "normalized_shape": (3,)}


def second_opinion(x, normalized_shape, weight=None, bias=None, eps=1e-5):
    """Row by row; gradients by a tiny imaginary step on each number of the forward pass. The judge
    weighs the entries by these cosines."""
    step, count = 1e-30, int(np.prod(normalized_shape))
    nudge = 1j * step * np.eye(count)
    rows = x.astype(float).reshape(-1, count)
    slopes = np.cos(0.7 * np.arange(x.size) + 0.3).astype(x.dtype).astype(float).reshape(rows.shape)
    scale = np.ones(count) if weight is None else weight.astype(float).ravel()
    shift = np.zeros(count) if bias is None else bias.astype(float).ravel()

    def forward(row, scale, shift):
        gap = row - row.sum(axis=-1, keepdims=True) / count
        var = (gap * gap).sum(axis=-1, keepdims=True) / count
        return scale * gap * (var + eps) ** -0.5 + shift

    value, grad_x = np.zeros(rows.shape), np.zeros(rows.shape)
    grad_scale, grad_shift = np.zeros(count), np.zeros(count)
    for i, row in enumerate(rows):
        value[i] = forward(row, scale, shift)
        grad_x[i] = (forward(row + nudge, scale, shift) @ slopes[i]).imag / step
        grad_scale += (forward(row, scale + nudge, shift) @ slopes[i]).imag / step
        grad_shift += (forward(row, scale, shift + nudge) @ slopes[i]).imag / step
    kind, shape = x.dtype, tuple(normalized_shape)
    gradients = [
        grad_x.reshape(x.shape).astype(kind),
        None if weight is None else grad_scale.reshape(shape).astype(kind),
        None if bias is None else grad_shift.reshape(shape).astype(kind),
    ]
    return value.reshape(x.shape).astype(kind), gradients
