"""What binary cross-entropy for a column of logits is tried with."""

import math
from decimal import Decimal, localcontext

import numpy as np

from heldout.authoring import credit, invalid, point

OUTPUTS = ("value", "gradient")
GRADIENTS = ("logits",)


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-5, 1e-4) if arguments["logits"].dtype == np.float32 else (1e-8, 1e-7)


def inputs(draw):
    """Columns and rows in all pairings; targets that are soft, whole or bool."""
    (count,) = draw.sizes("N")
    kind = draw.dtype("float64", "float32")
    targets = np.asarray(draw.between(0.0, 1.0, count))
    form = draw.one_of("soft", "int64", "bool", "hard")
    if form != "soft":
        targets = np.rint(targets).astype(kind if form == "hard" else form)
    else:
        targets = targets.astype(kind)
    logits = np.array(draw.numbers(count, spread=draw.one_of(2.0, 0.3, 15.0), dtype=kind))
    return {
        "logits": draw.laid_out(logits.reshape(draw.one_of((count, 1), (count,)))),
        "targets": draw.laid_out(targets.reshape(draw.one_of((count,), (count, 1)))),
        **draw.options(pos_weight=(3.0, 0.25)),
    }


_EVERY = "thousands, minus thousands, and exactly 0"
_TYPE = "the type is that of `logits`, int64 or **bool** (`True` is 1)"
_PAIRS = "whatever the shape of `logits`"
_RAISE = "Different numbers of entries raise `ValueError`, also 1 against N."
_WEIGHT = "`pos_weight` $w$: a number from 0 up."

POINTS = {
    "a column against a row": point(
        _PAIRS,
        logits=np.array([[2.0], [-1.0], [0.5]]),
        targets=np.array([1.0, 0.0, 0.0]),
    ),
    "a row against a column": point(
        _PAIRS,
        logits=np.array([2.0, -1.0, 0.5]),
        targets=np.array([[1.0], [0.0], [1.0]]),
        pos_weight=2.0,
    ),
    "bool targets": point(
        _TYPE, logits=np.array([[2.0], [-1.0]]), targets=np.array([False, True]), pos_weight=3.0
    ),
    "whole targets": point(_TYPE, logits=np.array([0.5, -1.5]), targets=np.array([0, 1])),
    "logits of 0": point(_EVERY, logits=np.zeros((3, 1)), targets=np.array([1.0, 0.0, 0.25])),
    "logits of 0 with a weight": point(
        _EVERY, logits=np.zeros(2), targets=np.array([1.0, 0.5]), pos_weight=4.0
    ),
    "confident mistakes": point(
        _EVERY, logits=np.array([[1000.0], [-3000.0]]), targets=np.array([0.0, 1.0])
    ),
    "confident and right": point(
        _EVERY, logits=np.array([[-1000.0], [3000.0], [40.0]]), targets=np.array([0, 1, 1])
    ),
    "thousands in float32": point(
        _EVERY,
        logits=np.array([[1000.0], [-1000.0], [95.0]], dtype=np.float32),
        targets=np.array([0.0, 0.5, 1.0], dtype=np.float32),
        pos_weight=2.0,
    ),
    "a weight of 0": point(
        _WEIGHT, logits=np.array([1.0, -2.0]), targets=np.array([1.0, 0.25]), pos_weight=0.0
    ),
    "one example": point(
        "N at least 1", logits=np.array([[0.75]]), targets=np.array([1.0]), pos_weight=2.0
    ),
    "one target for all": invalid(
        _RAISE, "ValueError", logits=np.array([[1.0], [2.0]]), targets=np.array([1.0])
    ),
    "one logit for all": invalid(
        _RAISE, "ValueError", logits=np.array([[1.0]]), targets=np.array([1.0, 0.0, 1.0])
    ),
}

CREDIT = [
    credit(35, "the value, of columns and rows", output="value"),
    credit(35, "the gradient, of columns and rows", output="gradient"),
    credit(
        15,
        "logits in the thousands, and of 0, and the type",
        points=(
            "logits of 0",
            "logits of 0 with a weight",
            "confident mistakes",
            "confident and right",
            "thousands in float32",
        ),
    ),
    credit(
        10,
        "`ValueError` for different numbers",
        points=("one target for all", "one logit for all"),
    ),
    credit(5, "arguments left alone", effects=True),
]


def properties(arguments, output):
    """The type of the result, which a comparison of values alone would let pass."""
    wanted, found = arguments["logits"].dtype, np.asarray(output[0]).dtype
    if found != wanted:
        yield f"The result has the type {found}, and `logits` has {wanted}."


FORBIDDEN = {
    "aten::binary_cross_entropy_with_logits": "PyTorch's own binary cross-entropy",
    "aten::binary_cross_entropy": "PyTorch's own binary cross-entropy",
}

EXAMPLE = {"logits": np.array([[2.0], [-1.0], [0.0]]), "targets": np.array([1, 0, 1])}


def second_opinion(logits, targets, pos_weight=1.0):
    """The definition in many digits; the gradient as shares of the two sigmoids."""
    if logits.size != targets.size:
        raise ValueError("different numbers")
    total, slopes, w = Decimal(0), [], Decimal(pos_weight)
    for logit, target in zip(logits.ravel().tolist(), targets.ravel().tolist(), strict=True):
        with localcontext(prec=40 + int(abs(logit) / 2)):
            t = Decimal(float(target))
            yes = 1 / (1 + (-Decimal(logit)).exp())
            total -= w * t * yes.ln() + (1 - t) * (1 - yes).ln()
            slopes.append(float((1 - t) * yes - w * t * (1 - yes)))
    above = math.cos(0.3) / logits.size
    return float(total) / logits.size, [(above * np.array(slopes)).reshape(logits.shape)]
