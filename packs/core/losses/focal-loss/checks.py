"""What the focal loss is tried with."""

from decimal import Decimal, localcontext

import numpy as np

from heldout.authoring import credit, point


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-5, 1e-4) if arguments["logits"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """One to three axes, targets as whole numbers or as floats, both options off their defaults."""
    shape = draw.sizes(*"abc"[: draw.one_of(2, 1, 3)], most=4)
    kind = draw.dtype("float64", "float32")
    logits = draw.numbers(*shape, spread=draw.one_of(2.0, 0.5, 8.0), dtype=kind)
    targets = draw.whole(0, 1, *shape, dtype=draw.one_of("int64", kind))
    return {
        "logits": logits,
        "targets": targets,
        **draw.options(gamma=(1.0, 0.5, 3.0, 0.0), alpha=(0.75, 0.5, 0.1)),
    }


_FINITE = "with the logit −1000, the target 1"
_EVERY = "It must be right for every\nfinite logit"
_GAMMA = r"with $\gamma = 0$ the factor $(1 - p_t)^\gamma$ is 1"
_ALPHA = r"`alpha` is $\alpha$ with $0 \le \alpha \le 1$."
_CLASSES = "Both classes may be present, or only one."
_SHAPE = "any shape with at least one entry"

POINTS = {
    "a confident mistake": point(_FINITE, logits=np.array([-1000.0]), targets=np.array([1])),
    "confident mistakes of both classes": point(
        _EVERY, logits=np.array([-2000.0, 1500.0, 0.3]), targets=np.array([1.0, 0.0, 1.0])
    ),
    "confident and right": point(
        _EVERY,
        logits=np.array([[1000.0, -1200.0], [40.0, -800.0]]),
        targets=np.array([[1, 0], [1, 0]]),
    ),
    "a hundred off in float32": point(
        _EVERY,
        logits=np.array([-120.0, 130.0, 2.0], dtype=np.float32),
        targets=np.array([1, 0, 1]),
    ),
    "confident and right with gamma 0": point(
        _GAMMA, logits=np.array([1000.0, -1000.0, -900.0]), targets=np.array([1, 0, 1]), gamma=0.0
    ),
    "gamma 0": point(
        _GAMMA, logits=np.array([0.5, -1.5, 2.0, 0.0]), targets=np.array([1, 0, 0, 1]), gamma=0
    ),
    "half a gamma": point(
        "not necessarily whole",
        logits=np.array([1.0, -2.0, 3.0]),
        targets=np.array([0, 0, 1]),
        gamma=0.5,
    ),
    "alpha 1": point(
        _ALPHA, logits=np.array([0.5, -1.5, 2.0]), targets=np.array([1, 0, 0]), alpha=1.0
    ),
    "alpha 0": point(
        _ALPHA, logits=np.array([0.5, -1.5, 2.0]), targets=np.array([1, 0, 0]), alpha=0.0
    ),
    "negatives only": point(
        _CLASSES, logits=np.array([0.5, -1.5, 2.0]), targets=np.array([0, 0, 0])
    ),
    "positives only": point(
        _CLASSES, logits=np.array([0.5, -1.5, 2.0]), targets=np.array([1.0, 1.0, 1.0])
    ),
    "logits of zero": point(
        _SHAPE, logits=np.zeros((2, 3)), targets=np.array([[0, 1, 0], [0, 0, 1]])
    ),
    "a single entry": point(_SHAPE, logits=np.array(0.7), targets=np.array(0)),
}

CREDIT = [
    credit(60, "ordinary logits"),
    credit(
        20,
        "logits that are far from zero",
        points=(
            "a confident mistake",
            "confident mistakes of both classes",
            "confident and right",
            "a hundred off in float32",
            "confident and right with gamma 0",
        ),
    ),
    credit(10, "one class alone", points=("negatives only", "positives only")),
    credit(10, "arguments left alone", effects=True),
]

_EITHER = "equivalent: the two arguments of logaddexp may be exchanged"
SURVIVORS = {
    "np.logaddexp(0, -z) → np.logaddexp(-z, 0)": _EITHER,
    "np.logaddexp(0, z) → np.logaddexp(z, 0)": _EITHER,
}

EXAMPLE = {"logits": np.array([0.0, 2.0, -3.0]), "targets": np.array([1, 1, 0])}


def second_opinion(logits, targets, gamma=2.0, alpha=0.25):
    """Entry by entry in 24 decimal digits, straight from the definition."""
    total, share, power = Decimal(0), Decimal(float(alpha)), Decimal(float(gamma))
    with localcontext(prec=24):
        for x, target in zip(logits.ravel(), targets.ravel(), strict=True):
            odds = Decimal(float(x)).exp()  # of class 1 against class 0
            right, wrong = (odds, Decimal(1)) if target else (Decimal(1), odds)
            factor = (wrong / (right + wrong)) ** power if power else Decimal(1)
            weight = share if target else 1 - share
            total -= weight * factor * ((right / (right + wrong)).ln())
        return float(total / logits.size)
