"""What Huber's loss for tensors is tried with."""

from fractions import Fraction

import numpy as np

from heldout.authoring import credit, invalid, point

OUTPUTS = ("value", "gradients")
GRADIENTS = ("pred", "target")


def tolerance(arguments):
    """float32 carries seven digits; in float64 nothing may have been single in between."""
    return (1e-5, 1e-4) if arguments["pred"].dtype == np.float32 else (1e-11, 1e-11)


def inputs(draw):
    """One to three axes, errors on both sides of the limit, every option off its default."""
    shape = draw.sizes(*"abc"[: draw.one_of(2, 1, 3)], most=5)
    kind, spread = draw.dtype("float64", "float32"), draw.one_of(1.5, 0.4, 5.0)
    return {
        "pred": draw.numbers(*shape, spread=spread, dtype=kind),
        "target": draw.numbers(*shape, spread=spread, dtype=kind),
        **draw.options(delta=(0.5, 2.0, 0.1, 3), smooth=(True,), reduction=("sum", "none")),
    }


def _case(says, pred, target, **options):
    pred, target = np.array(pred, dtype=float), np.array(target, dtype=float)
    return point(says, pred=pred, target=target, **options)


_EXACT = r"They are also right for errors of exactly 0 or $\pm\delta$"
_HUGE = "and as large as $10^{200}$ (in float64)"
_SHAPE = "Any other shape must raise `ValueError`, also where the two would broadcast."
_SMOOTH = r"for `smooth=True` smooth L1: Huber's loss **divided by** $\delta$"
_HUBER = "for `smooth=False` Huber's loss"
_REDUCTION = '`reduction` is `"mean"`, `"sum"` or `"none"` over all entries.'
_LEAST = "whatever it is, with at least one entry"
_P, _T = [3.0, -0.5, 1.0, -6.0], [0.0, 0.25, 1.0, 2.0]

POINTS = {
    "errors of exactly delta": _case(
        _EXACT, [2.0, -2.0, 0.0, 5.0], [0.0, 0.0, 2.0, 7.0], delta=2.0
    ),
    "no error": _case(_EXACT, [1.5, -3.0], [1.5, -3.0], delta=0.5, smooth=True),
    "huge errors": _case(_HUGE, [1e200, -1e200, 0.5], [0.0, 1e200, 0.0], delta=3.0),
    "huge errors, smooth": _case(
        _HUGE, [1e200, -1e200, 0.5], [0.0, 1e200, 0.0], delta=0.5, smooth=True
    ),
    "smooth, a narrow limit": _case(_SMOOTH, _P, _T, delta=0.25, smooth=True),
    "smooth, a wide limit": _case(_SMOOTH, _P, _T, delta=4.0, smooth=True),
    "Huber, a narrow limit": _case(_HUBER, _P, _T, delta=0.25),
    "Huber, a wide limit": _case(_HUBER, _P, _T, delta=4.0),
    "the sum": _case(_REDUCTION, _P, _T, delta=2.0, reduction="sum"),
    "no reduction": _case(_REDUCTION, _P, _T, delta=2.0, reduction="none", smooth=True),
    "no reduction, Huber": _case(_REDUCTION, [_P, _T], [_T, _T], delta=0.5, reduction="none"),
    "a single number": _case(_LEAST, 2.5, -1.0, delta=2.0),
    "a column against a row": invalid(
        _SHAPE, "ValueError", pred=np.array([[1.0], [2.0], [3.0]]), target=np.array([1.0, 2.0, 3.0])
    ),
    "a table against a number": invalid(
        _SHAPE, "ValueError", pred=np.array([[1.0, 2.0]]), target=np.array(1.0)
    ),
    "a column against a table": invalid(
        _SHAPE, "ValueError", pred=np.array([[1.0], [2.0]]), target=np.array([[1.0, 2.0, 4.0]] * 2)
    ),
    "as many entries, another shape": invalid(
        _SHAPE, "ValueError", pred=np.array([[1.0, 2.0, 3.0]]), target=np.array([1.0, 2.0, 3.0])
    ),
}

CREDIT = [
    credit(35, "the value", output="value"),
    credit(25, "the gradients", output="gradients"),
    credit(
        15,
        "smooth L1 with a limit that is not 1",
        points=("smooth, a narrow limit", "smooth, a wide limit"),
    ),
    credit(
        15,
        "`ValueError` for shapes that differ",
        points=(
            "a column against a row",
            "a table against a number",
            "a column against a table",
            "as many entries, another shape",
        ),
    ),
    credit(10, "arguments left alone", effects=True),
]

FORBIDDEN = {
    "aten::huber_loss": "PyTorch's own Huber loss",
    "aten::smooth_l1_loss": "PyTorch's own smooth L1",
}

SURVIVORS = {
    "pred - target → target - pred": "equivalent: only the size and the square are used",
    "loss = loss / delta → loss /= delta": "equivalent: the tensor is the function's own",
    "size <= delta → size < delta": "equivalent: there both parts agree, in value and in slope",
}

EXAMPLE = {
    "pred": np.array([0.0, 1.0, 5.0, -4.0]),
    "target": np.array([0.5, 1.0, 2.0, 0.0]),
    "delta": 2.0,
    "smooth": True,
}


def second_opinion(pred, target, delta=1.0, smooth=False, reduction="mean"):
    """Entry by entry in exact fractions, straight from the two cases."""
    limit = Fraction(float(delta))
    scale = 1 / limit if smooth else Fraction(1)
    value, slope = np.zeros(pred.shape), np.zeros(pred.shape)
    for place in np.ndindex(pred.shape):
        error = Fraction(float(pred[place])) - Fraction(float(target[place]))
        size, sign = abs(error), (error > 0) - (error < 0)
        near = size <= limit
        value[place] = scale * (error * error / 2 if near else limit * (size - limit / 2))
        slope[place] = scale * (error if near else sign * limit)
    if reduction == "none":
        weights = np.cos(0.7 * np.arange(pred.size) + 0.3).astype(pred.dtype)
        slope = slope * weights.reshape(pred.shape)
        return value, [slope, -slope]
    share = 1.0 if reduction == "sum" else 1.0 / pred.size
    slope = slope * share * np.cos(0.3).astype(pred.dtype)
    return value.sum() * share, [slope, -slope]
