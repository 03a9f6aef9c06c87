"""What Huber's loss is tried with."""

from fractions import Fraction

import numpy as np

from heldout.authoring import credit, laws, point

OUTPUTS = ("loss", "grad")


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-5, 1e-4) if arguments["pred"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """One to three axes, errors on both sides of the limit, the limit off its default."""
    shape = draw.sizes(*"abc"[: draw.one_of(2, 1, 3)], most=5)
    kind, spread = draw.dtype("float64", "float32"), draw.one_of(1.5, 0.4, 5.0)
    return {
        "pred": draw.numbers(*shape, spread=spread, dtype=kind),
        "target": draw.numbers(*shape, spread=spread, dtype=kind),
        **draw.options(delta=(0.5, 2.0, 0.1, 3)),
    }


_CASES = "With $e = \\text{pred} - \\text{target}$, each entry has the loss"
_LARGE = "Both are also right for errors as large as $10^{200}$ (in float64)."
_DELTA = "`delta` is $\\delta > 0$."
_SHAPE = "the same shape, whatever it is, with at least one entry"


def _case(says, pred, target, **options):
    pred, target = np.array(pred, dtype=float), np.array(target, dtype=float)
    return point(says, pred=pred, target=target, **options)


POINTS = {
    "errors of exactly delta": _case(_CASES, [2.0, -2.0, 0.0], [0.0, 0.0, 2.0], delta=2.0),
    "no error": _case(_CASES, [1.5, -3.0], [1.5, -3.0], delta=0.5),
    "small errors": _case(_CASES, [0.3, -0.2, 0.0], [0.1, 0.5, 0.25]),
    "large errors": _case(_CASES, [5.0, -7.0, 100.0], [0.0, 1.0, -20.0]),
    "both kinds, a wide limit": _case(_CASES, [4.0, -9.0, 1.0], [1.0, 2.0, -1.5], delta=4.0),
    "both kinds, a narrow limit": _case(_CASES, [0.5, 0.1, -0.4], [0.0, 0.0, 0.0], delta=0.25),
    "huge errors": _case(_LARGE, [1e200, -1e200, 0.5], [0.0, 1e200, 0.0], delta=3.0),
    "a limit that is never reached": _case(_DELTA, [3.0, -4.0], [1.0, 1.0], delta=1e6),
    "a tiny limit": _case(_DELTA, [3000.0, -4000.0], [1.0, 1.0], delta=0.001),
    "a single number": _case(_SHAPE, 2.5, -1.0, delta=2.0),
    "a row and a column long": _case(_SHAPE, [[1.0], [2.0], [4.0]], [[0.5], [0.0], [0.0]]),
}

CREDIT = [
    credit(40, "the loss", output="loss"),
    credit(35, "the gradient", output="grad"),
    credit(
        15,
        "errors that are exactly at the limit, or huge",
        points=("errors of exactly delta", "huge errors"),
    ),
    credit(10, "a new array, and arguments left alone", effects=True),
]

LAWS = [laws.gradient_agrees("pred")]

SURVIVORS = {
    "np.clip(error, -delta, delta) → np.clip(-delta, error, delta)": (
        "equivalent: the larger of the two, and then the smaller of that and delta"
    ),
}

EXAMPLE = {
    "pred": np.array([0.0, 1.0, 5.0, -4.0]),
    "target": np.array([0.5, 1.0, 2.0, 0.0]),
    "delta": 2.0,
}


def second_opinion(pred, target, delta=1.0):
    """Entry by entry in exact fractions, straight from the two cases."""
    limit, total = Fraction(delta), Fraction(0)
    grad = np.zeros(pred.shape)
    for place in np.ndindex(pred.shape):
        error = Fraction(float(pred[place])) - Fraction(float(target[place]))
        size, sign = abs(error), (error > 0) - (error < 0)
        if size <= limit:
            total, slope = total + error * error / 2, error
        else:
            total, slope = total + limit * (size - limit / 2), sign * limit
        grad[place] = slope / pred.size
    return float(total / pred.size), grad
