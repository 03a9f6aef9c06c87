"""What log-softmax for tensors is tried with."""

from decimal import Decimal, localcontext

import numpy as np

from heldout.authoring import credit, laws, point

OUTPUTS = ("value", "gradient")
GRADIENTS = ("x",)


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-5, 1e-4) if arguments["x"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """Logits of one to three dimensions, with and without a dimension that is named."""
    shape = draw.sizes(*"abc"[: draw.one_of(2, 1, 3)])
    kind = draw.dtype("float64", "float32")
    x = draw.numbers(*shape, spread=draw.one_of(2.0, 0.3, 12.0), dtype=kind)
    return {"x": x, **draw.options(dim=range(-len(shape), len(shape)))}


_FINITE = "thousands, minus thousands, and slices of the same tensor that lie thousands apart"
_DIM = "`dim` may count from the end."
_SHAPES = "with one dimension or more, none of them empty"

POINTS = {
    "around a thousand": point(
        _FINITE, x=np.array([[1000.0, 1001.0, 1002.5], [999.0, 1000.0, 998.0]])
    ),
    "around minus a thousand": point(_FINITE, x=np.array([-1000.0, -1001.0, -999.5])),
    "slices thousands apart": point(
        _FINITE, x=np.array([[0.0, 1.0], [2000.0, 2001.0], [-2000.0, -2002.0]])
    ),
    "columns thousands apart": point(
        _FINITE, x=np.array([[0.0, 2000.0, -2000.0], [1.0, 2001.0, -2002.0]]), dim=0
    ),
    "thousands apart within a slice": point(
        "Both must be right for every finite entry", x=np.array([[3000.0, -3000.0, 2999.0]]), dim=1
    ),
    "around a hundred in float32": point(
        "`x` is a float64 or float32 tensor", x=np.array([100.0, 101.0, 99.0], dtype=np.float32)
    ),
    "one entry a slice": point(_SHAPES, x=np.array([[4.0], [-90.0], [90.0]])),
    "equal entries": point(_SHAPES, x=np.full((2, 5), -3.25)),
    "a square tensor": point(
        _DIM, x=np.array([[1.0, 2.0, 5.0], [3.0, -1.0, 0.0], [0.5, 0.0, 0.25]]), dim=-2
    ),
}

CREDIT = [
    credit(40, "the value", output="value"),
    credit(30, "the gradient", output="gradient"),
    credit(
        20,
        "both, for entries in the thousands, and the type",
        points=(
            "around a thousand",
            "around minus a thousand",
            "slices thousands apart",
            "columns thousands apart",
            "thousands apart within a slice",
            "around a hundred in float32",
        ),
    ),
    credit(10, "a new tensor, and `x` left alone", effects=True),
]

LAWS = [laws.shift_free("x", output=0)]


def properties(arguments, output):
    """The type of the result, which a comparison of values alone would let pass."""
    wanted, found = arguments["x"].dtype, np.asarray(output[0]).dtype
    if found != wanted:
        yield f"The result has the type {found}, and `x` has {wanted}."


FORBIDDEN = {
    "aten::_log_softmax": "PyTorch's own log-softmax",
    "aten::_softmax": "PyTorch's own softmax",
    "aten::_safe_softmax": "PyTorch's own softmax",
    "aten::logsumexp": "PyTorch's own log-sum-exp",
    "aten::_logcumsumexp": "PyTorch's own log-sum-exp",
    "aten::logcumsumexp": "PyTorch's own log-sum-exp",
}

EXAMPLE = {"x": np.array([[0.0, 1.0, 2.0], [1000.0, 1000.0, 1001.0]])}


def second_opinion(x, dim=-1):
    """In 40 decimal digits, with the gradient of the sum that the judge weighs by these cosines."""
    weights = np.cos(0.7 * np.arange(x.size) + 0.3).astype(x.dtype).reshape(x.shape)
    slices, slopes = np.moveaxis(x, dim, -1), np.moveaxis(weights, dim, -1)
    value, gradient = np.zeros(slices.shape), np.zeros(slices.shape)
    with localcontext(prec=40):
        for place in np.ndindex(slices.shape[:-1]):
            entries = [Decimal(float(entry)) for entry in slices[place]]
            parts = [entry.exp() for entry in entries]
            total = sum(parts)
            above = [Decimal(float(slope)) for slope in slopes[place]]
            value[place] = [float(entry - total.ln()) for entry in entries]
            gradient[place] = [
                float(slope - part / total * sum(above))
                for slope, part in zip(above, parts, strict=True)
            ]
    return np.moveaxis(value, -1, dim), [np.moveaxis(gradient, -1, dim)]


SURVIVORS = {
    "x.detach() → x": "equivalent: the shift cancels, in the value and in the gradient",
}
