"""What fake quantisation is tried with."""

from fractions import Fraction

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("value", "gradient")
GRADIENTS = ("x",)


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-5, 1e-5) if arguments["x"].dtype == np.float32 else (1e-9, 1e-6)


def inputs(draw):
    """Values inside and outside the range, kept away from halves and edges."""
    shape = draw.sizes(*"abc"[: draw.one_of(2, 1, 3)])
    kind = draw.dtype("float64", "float32")
    options = draw.options(limit=(7, 1, 31))
    limit = options.get("limit", 127)
    size = draw.one_of((1,), (shape[-1],), (*shape[:-1], 1))
    scale = np.exp(np.array(draw.numbers(*size)))
    whole = draw.whole(-limit - 3, limit + 3, *shape)
    steps = whole + draw.between(-0.4, 0.4, *shape)
    steps = np.where(np.abs(np.abs(steps) - limit) < 0.05, steps + 0.2, steps)
    return {
        "x": draw.laid_out(scale * steps, kind),
        "scale": draw.laid_out(scale, kind),
        **options,
    }


def _case(says, x, scale, **given):
    return point(says, x=np.array(x, dtype=float), scale=np.array(scale, dtype=float), **given)


_HALF = "A half is rounded to the **even** neighbour"
_EDGE = "edges included"
_OUT = r"0 & \text{otherwise}"
_SAME = r"\operatorname{clip}\bigl(\operatorname{round}(x / s),\ -L,\ L\bigr)"
_CHANNEL = "one number, or one for each channel"
_ANY = "of any shape (also without any dimension)"

POINTS = {
    "halves": _case(_HALF, [0.5, 1.5, 2.5, -0.5, -1.5, -2.5], 1.0),
    "at the edges": _case(_EDGE, [127.0, -127.0, 63.5, -63.5], [1.0, 1.0, 0.5, 0.5]),
    "just outside": _case(_OUT, [127.25, -127.25, 128.0, -128.0, 126.75], 1.0),
    "far outside": _case(_SAME, [1e6, -1e6, 300.0, -200.0, 3.2], 2.0),
    "a scale far from one": _case(_OUT, [0.0012, -0.0007, 0.5, 0.1299], 0.001),
    "one step on each side": _case(_EDGE, [0.3, 0.8, -1.0, 1.2, 5.0], 1.0, limit=1),
    "channels in a square": _case(_CHANNEL, [[1.0, 20.0], [3.0, 40.0]], [[0.5], [8.0]], limit=5),
    "channels along the last axis": _case(
        _CHANNEL, [[1.0, 20.0], [3.0, 40.0]], [0.5, 8.0], limit=5
    ),
    "a single number": _case(_ANY, 2.6, 0.5),
    "zeros": _case(_SAME, [0.0, -0.0], 0.25),
}

CREDIT = [
    credit(35, "the value", output="value"),
    credit(35, "the straight-through gradient", output="gradient"),
    credit(20, "the edges of the range", points=("at the edges", "just outside", "far outside")),
    credit(10, "a new tensor, and arguments left alone", effects=True),
]

FORBIDDEN = {
    "aten::fake_quantize_per_tensor_affine": "PyTorch's own fake quantisation",
    "aten::fake_quantize_per_tensor_affine_cachemask": "PyTorch's own fake quantisation",
    "aten::fake_quantize_per_channel_affine": "PyTorch's own fake quantisation",
    "aten::fake_quantize_per_channel_affine_cachemask": "PyTorch's own fake quantisation",
    "aten::_fake_quantize_per_tensor_affine_cachemask_tensor_qparams": "PyTorch's own fake "
    "quantisation",
    "aten::_fake_quantize_learnable_per_tensor_affine": "PyTorch's own fake quantisation",
}

EXAMPLE = {"x": np.array([0.6, -1.3, 70.0]), "scale": np.array(0.5)}


def second_opinion(x, scale, limit=127):
    """Entry by entry in exact fractions; Python rounds halves to even."""
    weights = np.cos(0.7 * np.arange(x.size) + 0.3).astype(x.dtype).reshape(x.shape)
    value, gradient = np.zeros(x.shape), np.zeros(x.shape)
    each = np.broadcast_to(scale, x.shape)
    for place in np.ndindex(x.shape):
        s = Fraction(float(each[place]))
        steps = Fraction(float(x[place])) / s
        value[place] = float(s * max(-limit, min(limit, round(steps))))
        if abs(steps) <= limit:
            gradient[place] = weights[place]
    return value, [gradient]
