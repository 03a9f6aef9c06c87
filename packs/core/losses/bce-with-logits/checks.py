"""What binary cross-entropy from logits is tried with."""

from decimal import Decimal, localcontext

import numpy as np

from heldout.authoring import credit, point


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-5, 1e-4) if arguments["logits"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """Logits near and far, hard and soft targets, with and without a weight."""
    shape = draw.sizes(*"abc"[: draw.one_of(2, 1, 3)], most=5)
    kind = draw.dtype("float64", "float32")
    targets = draw.between(0.0, 1.0, *shape)
    if draw.chance(0.6):
        targets = np.rint(targets)
    return {
        "logits": draw.numbers(*shape, spread=draw.one_of(2.0, 0.3, 15.0), dtype=kind),
        "targets": draw.laid_out(targets, kind),
        **draw.options(pos_weight=(3.0, 0.25, 10.0)),
    }


_EVERY = "It must be right for **every** finite logit"
_SOFT = "Values in between are allowed (soft targets)."
_WEIGHT = "`pos_weight` $w$: a number from 0 up."

POINTS = {
    "a confident mistake": point(
        "the logit 1000 with the target 0 costs 1000",
        logits=np.array([1000.0]),
        targets=np.array([0.0]),
    ),
    "confident and right": point(
        "with\nthe target 1 it costs 0",
        logits=np.array([1000.0, -1000.0]),
        targets=np.array([1.0, 0.0]),
    ),
    "a missed positive": point(
        _EVERY, logits=np.array([[-1000.0, 0.5]]), targets=np.array([[1.0, 0.0]])
    ),
    "where the sigmoid rounds to 1": point(
        _EVERY, logits=np.array([40.0, -40.0]), targets=np.array([0.0, 1.0])
    ),
    "thousands with soft targets": point(
        _SOFT, logits=np.array([[2000.0], [-2000.0]]), targets=np.array([[0.25], [0.5]])
    ),
    "thousands with a weight": point(
        _WEIGHT,
        logits=np.array([800.0, -800.0, 800.0, -800.0]),
        targets=np.array([1.0, 1.0, 0.0, 0.5]),
        pos_weight=4.0,
    ),
    "float32 around a hundred": point(
        "float64 or float32",
        logits=np.array([95.0, -95.0, 20.0], dtype=np.float32),
        targets=np.array([0.0, 1.0, 0.5], dtype=np.float32),
        pos_weight=2.0,
    ),
    "logits of 0": point(
        "the **mean over all entries**",
        logits=np.zeros((2, 3)),
        targets=np.array([[0.0, 1.0, 1.0], [0.0, 0.5, 1.0]]),
    ),
    "a weight of 0": point(
        _WEIGHT,
        logits=np.array([1.0, -2.0, 3.0]),
        targets=np.array([1.0, 0.0, 0.25]),
        pos_weight=0.0,
    ),
    "all positive, with a weight": point(
        "divided by their number, whatever $w$ is",
        logits=np.array([[0.5, -1.0]]),
        targets=np.ones((1, 2)),
        pos_weight=5.0,
    ),
    "one entry": point("none of them empty", logits=np.array([0.7]), targets=np.array([1.0])),
}

CREDIT = [
    credit(45, "ordinary logits, hard and soft targets"),
    credit(
        30,
        "logits far from zero",
        points=(
            "a confident mistake",
            "confident and right",
            "a missed positive",
            "where the sigmoid rounds to 1",
            "thousands with soft targets",
            "float32 around a hundred",
        ),
    ),
    credit(
        15,
        "the weight of the positives",
        points=("a weight of 0", "all positive, with a weight", "thousands with a weight"),
    ),
    credit(10, "arguments left alone", effects=True),
]

_TWINS = "equivalent: the sum of two exponentials does not depend on their order"
SURVIVORS = {
    "np.logaddexp(0, -logits) → np.logaddexp(-logits, 0)": _TWINS,
    "np.logaddexp(0, logits) → np.logaddexp(logits, 0)": _TWINS,
}

EXAMPLE = {
    "logits": np.array([2.0, -1.0, 0.0]),
    "targets": np.array([1.0, 0.0, 1.0]),
    "pos_weight": 2.0,
}


def second_opinion(logits, targets, pos_weight=1.0):
    """The definition with its sigmoid, exact to a thousand digits where they are needed."""
    total = Decimal(0)
    for logit, target in zip(logits.ravel().tolist(), targets.ravel().tolist(), strict=True):
        with localcontext(prec=40 + int(abs(logit) / 2)):
            p = 1 / (1 + (-Decimal(logit)).exp())
            t, w = Decimal(target), Decimal(pos_weight)
            total -= w * t * p.ln() + (1 - t) * (1 - p).ln()
    return float(total) / logits.size
