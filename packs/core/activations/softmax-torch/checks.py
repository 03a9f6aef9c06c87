"""What softmax with masks is tried with."""

import math

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("value", "gradient")
GRADIENTS = ("x",)


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-5, 1e-4) if arguments["x"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """Logits of one to three dimensions; in some cases a mask, which may cover a slice."""
    shape = draw.sizes(*"abc"[: draw.one_of(2, 1, 3)], most=5)
    kind = draw.dtype("float64", "float32")
    x = np.array(draw.numbers(*shape, spread=draw.one_of(2.0, 0.3, 12.0)))
    if draw.chance(0.4):
        x[np.asarray(draw.between(0.0, 1.0, *shape)) < 0.4] = -np.inf
    if np.isneginf(x).all():
        x[(0,) * x.ndim] = 0.5  # some of the result then depends on x, also slice by slice
    return {"x": draw.laid_out(x, kind), **draw.options(dim=range(-len(shape), len(shape)))}


_FINITE = "thousands, minus thousands, and slices that lie thousands apart"
_FULL = "A slice in which **every** entry is `-inf` gives zeros throughout."
_INF = -np.inf

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
    "far below every mark": point(
        "Both must be right for every finite entry",
        x=np.array([[-2e9, -2e9 - 1.0, _INF], [-2e4, -2e4 + 1.0, -2e4]]),
    ),
    "around a hundred in float32": point(
        "`x` is a float64 or float32 tensor", x=np.array([100.0, 101.0, 99.0], dtype=np.float32)
    ),
    "some entries masked": point(
        "An entry of `-inf` gets the probability 0.",
        x=np.array([[0.5, _INF, 1.5], [_INF, _INF, 7.0], [1.0, 2.0, 0.0]]),
    ),
    "a row masked": point(_FULL, x=np.array([[0.5, 1.0, 1.5], [_INF, _INF, _INF]])),
    "a column masked": point(_FULL, x=np.array([[0.5, _INF, 1.5], [2.0, _INF, 0.0]]), dim=0),
    "a slice of one, masked": point(_FULL, x=np.array([[_INF], [4.0], [-90.0]])),
    "a row masked in float32": point(
        _FULL, x=np.array([[_INF, _INF], [300.0, 299.0]], dtype=np.float32)
    ),
    "one entry a slice": point("none of them empty", x=np.array([[4.0], [-900.0], [900.0]])),
    "a square tensor": point(
        "`dim` may count from the end",
        x=np.array([[1.0, 2.0, 5.0], [3.0, -1.0, 0.0], [0.5, 0.0, 0.25]]),
        dim=-2,
    ),
}

CREDIT = [
    credit(30, "the value", output="value"),
    credit(30, "the gradient", output="gradient"),
    credit(
        20,
        "slices that are masked throughout",
        points=(
            "a row masked",
            "a column masked",
            "a slice of one, masked",
            "a row masked in float32",
        ),
    ),
    credit(
        10,
        "entries in the thousands, and the type",
        points=(
            "around a thousand",
            "around minus a thousand",
            "slices thousands apart",
            "columns thousands apart",
            "thousands apart within a slice",
            "far below every mark",
            "around a hundred in float32",
        ),
    ),
    credit(10, "a new tensor, and `x` left alone", effects=True),
]


def properties(arguments, output):
    """The type of the result, which a comparison of values alone would let pass."""
    wanted, found = arguments["x"].dtype, np.asarray(output[0]).dtype
    if found != wanted:
        yield f"The result has the type {found}, and `x` has {wanted}."


FORBIDDEN = {
    "aten::_softmax": "PyTorch's own softmax",
    "aten::_safe_softmax": "PyTorch's own softmax",
    "aten::_log_softmax": "PyTorch's own log-softmax",
    "aten::logsumexp": "PyTorch's own log-sum-exp",
    "aten::_logcumsumexp": "PyTorch's own log-sum-exp",
    "aten::logcumsumexp": "PyTorch's own log-sum-exp",
}


EXAMPLE = {"x": np.array([[0.0, 1.0, -np.inf], [-np.inf, -np.inf, -np.inf]])}


def second_opinion(x, dim=-1):
    """Entry by entry from pairs, with the Jacobian of each slice times the judge's cosines."""
    weights = np.cos(0.7 * np.arange(x.size) + 0.3).astype(x.dtype).reshape(x.shape)
    slices, slopes = np.moveaxis(x, dim, -1), np.moveaxis(weights, dim, -1)
    value, gradient = np.zeros(slices.shape), np.zeros(slices.shape)
    for place in np.ndindex(slices.shape[:-1]):
        entries, above = slices[place].tolist(), slopes[place].tolist()
        p = [_share(own, entries) for own in entries]
        value[place] = p
        for j in range(len(p)):
            gradient[(*place, j)] = sum(above[i] * p[i] * ((i == j) - p[j]) for i in range(len(p)))
    return np.moveaxis(value, -1, dim), [np.moveaxis(gradient, -1, dim)]


def _share(own, entries):
    """One over the sum of exp(x_k - own), 0 for a masked entry."""
    if own == -math.inf:
        return 0.0
    return 1.0 / sum(math.exp(other - own) if other < own + 700 else math.inf for other in entries)
