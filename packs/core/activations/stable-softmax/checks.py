"""What a stable softmax is tried with."""

import math

import numpy as np

from heldout.authoring import credit, laws, point


def tolerance(arguments):
    """float32 carries seven digits, which the exponential of a large difference uses up."""
    return (1e-5, 1e-4) if arguments["x"].dtype == np.float32 else (1e-9, 0.0)


def inputs(draw):
    """Logits of one to three dimensions, with and without an axis."""
    shape = draw.sizes(*"abc"[: draw.integer(1, 3)])
    kind = draw.dtype("float64", "float32", "int64")
    x = draw.numbers(*shape, spread=draw.one_of(2.0, 0.3, 20.0), dtype=kind)
    return {"x": x, **draw.options(axis=range(-len(shape), len(shape)))}


_FAR = "thousands, minus thousands, and slices of the same array that lie thousands apart"
_MASKED = "An entry of `-inf` (a masked one) gets the probability 0."

POINTS = {
    "logits around a thousand": point(
        _FAR, x=np.array([[1000.0, 1001.0, 1002.5], [999.0, 1000.0, 998.0]])
    ),
    "logits around minus a thousand": point(_FAR, x=np.array([-1000.0, -1001.0, -999.5])),
    "slices thousands apart": point(
        _FAR, x=np.array([[0.0, 1.0], [2000.0, 2001.0], [-2000.0, -2002.0]])
    ),
    "columns thousands apart": point(
        _FAR, x=np.array([[0.0, 2000.0, -2000.0], [1.0, 2001.0, -2002.0]]), axis=0
    ),
    "thousands apart within a slice": point(
        "The result must be right for **every** finite logit",
        x=np.array([[3000.0, -3000.0, 2999.0]]),
        axis=1,
    ),
    "float32 logits around a hundred": point(
        "of type float64, float32 or int64", x=np.array([100.0, 101.0, 99.0], dtype=np.float32)
    ),
    "a masked entry": point(_MASKED, x=np.array([[0.5, -np.inf, 1.5], [-np.inf, -np.inf, 7.0]])),
    "integer logits": point(
        "of type float64, float32 or int64", x=np.array([[3, 1, 2], [800, 790, 800]])
    ),
    "one entry a slice": point("No dimension is empty.", x=np.array([[4.0], [-900.0], [900.0]])),
    "a square matrix": point(
        "`axis` may count from the end",
        x=np.array([[1.0, 2.0, 5.0], [3.0, -1.0, 0.0], [0.5, 0.0, 0.25]]),
        axis=-2,
    ),
    "equal logits": point("every slice become", x=np.full((2, 5), -3.25)),
}

CREDIT = [
    credit(50, "ordinary logits, along every axis"),
    credit(
        30,
        "large logits",
        points=(
            "logits around a thousand",
            "logits around minus a thousand",
            "slices thousands apart",
            "columns thousands apart",
            "thousands apart within a slice",
            "integer logits",
            "float32 logits around a hundred",
        ),
    ),
    credit(10, "masked entries", points=("a masked entry",)),
    credit(10, "a new array, and arguments left alone", effects=True),
]

LAWS = [laws.sums_to(1.0, "axis"), laws.bounded(0.0, 1.0), laws.shift_free("x")]

EXAMPLE = {"x": np.array([[0.0, 1.0, 2.0], [1000.0, 1000.0, 1001.0]])}


def second_opinion(x, axis=-1):
    """Entry by entry, from pairs: p_j is one over the sum of exp(x_k - x_j)."""
    slices = np.moveaxis(x, axis, -1)
    result = np.empty(slices.shape)
    for place in np.ndindex(slices.shape):
        own, others = float(slices[place]), slices[place[:-1]].tolist()
        result[place] = 0.0 if own == -math.inf else 1.0 / sum(_ratio(k, own) for k in others)
    return np.moveaxis(result, -1, axis)


def _ratio(other, own):
    """exp(other - own), infinite where a float cannot hold it."""
    try:
        return math.exp(other - own)
    except OverflowError:
        return math.inf
