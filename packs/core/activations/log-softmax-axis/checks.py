"""What log-softmax along an axis is tried with."""

from decimal import Decimal, localcontext

import numpy as np

from heldout.authoring import credit, laws, point


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-5, 1e-4) if arguments["x"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """Logits of one to three dimensions, with and without an axis."""
    shape = draw.sizes(*"abc"[: draw.one_of(2, 1, 3)], most=5)
    kind = draw.dtype("float64", "float32", "int64")
    x = draw.numbers(*shape, spread=draw.one_of(2.0, 0.3, 20.0), dtype=kind)
    return {"x": x, **draw.options(axis=range(-len(shape), len(shape)))}


_FAR = "for minus thousands, and for slices of the same array that lie thousands apart"
_TYPES = "of type float64, float32 or int64"

POINTS = {
    "an entry 3000 below": point(
        "with the logits 0 and 3000 the results are −3000", x=np.array([[0.0, 3000.0]])
    ),
    "logits around a thousand": point(
        "right for **every** finite logit",
        x=np.array([[1000.0, 1001.0, 1002.5], [999.0, 1000.0, 998.0]]),
    ),
    "logits around minus a thousand": point(_FAR, x=np.array([-1000.0, -1001.0, -999.5])),
    "slices thousands apart": point(
        _FAR, x=np.array([[0.0, 1.0], [2000.0, 2001.0], [-2000.0, -2002.0]])
    ),
    "columns thousands apart": point(
        _FAR, x=np.array([[0.0, 2000.0, -2000.0], [1.0, 2001.0, -2002.0]]), axis=0
    ),
    "float32 around a hundred": point(_TYPES, x=np.array([100.0, 101.0, 60.0], dtype=np.float32)),
    "integer logits": point(_TYPES, x=np.array([[3, 1, 2], [800, 750, 800]])),
    "masked entries": point(
        "An entry of `-inf` (a masked one) stays `-inf`.",
        x=np.array([[0.5, -np.inf, 1.5], [-np.inf, -np.inf, 7.0]]),
    ),
    "one entry a slice": point("none of them empty", x=np.array([[4.0], [-900.0], [900.0]])),
    "a square matrix": point(
        "`axis` may count from the end",
        x=np.array([[1.0, 2.0, 5.0], [3.0, -1.0, 0.0], [0.5, 0.0, 0.25]]),
        axis=-2,
    ),
    "equal logits": point("of every slice become", x=np.full((2, 5), -3.25)),
}

CREDIT = [
    credit(50, "ordinary logits, along every axis"),
    credit(
        30,
        "large logits",
        points=(
            "an entry 3000 below",
            "logits around a thousand",
            "logits around minus a thousand",
            "slices thousands apart",
            "columns thousands apart",
            "integer logits",
            "float32 around a hundred",
        ),
    ),
    credit(10, "masked entries", points=("masked entries",)),
    credit(10, "a new array, and `x` left alone", effects=True),
]

LAWS = [laws.shift_free("x")]

EXAMPLE = {"x": np.array([[0.0, 1.0, 2.0], [3000.0, 3000.0, 0.0]])}


def second_opinion(x, axis=-1):
    """The definition as it stands, in 40 decimal digits."""
    slices = np.moveaxis(x, axis, -1)
    result = np.empty(slices.shape)
    with localcontext(prec=40):
        for place in np.ndindex(slices.shape[:-1]):
            entries = [Decimal(float(entry)) for entry in slices[place]]
            total = sum(entry.exp() for entry in entries).ln()
            result[place] = [float(entry - total) for entry in entries]
    return np.moveaxis(result, -1, axis)
