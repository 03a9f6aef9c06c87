"""What the focal loss for tensors is tried with."""

from decimal import Decimal, localcontext

import numpy as np

from heldout.authoring import credit, invalid, point

OUTPUTS = ("value", "gradient")
GRADIENTS = ("logits",)


def tolerance(arguments):
    """float32 carries seven digits; in float64 nothing may have been single in between."""
    return (1e-5, 1e-4) if arguments["logits"].dtype == np.float32 else (1e-11, 1e-9)


def inputs(draw):
    """One to three axes, targets of three types, every option off its default at times."""
    shape = draw.sizes(*"abc"[: draw.one_of(2, 1, 3)], most=4)
    kind = draw.dtype("float64", "float32")
    targets = np.array(draw.whole(0, 1, *shape))
    return {
        "logits": draw.numbers(*shape, spread=draw.one_of(2.0, 0.5, 8.0), dtype=kind),
        "targets": draw.laid_out(targets, draw.one_of("int64", "bool", kind)),
        **draw.options(
            gamma=(1.0, 0.5, 3.0, 0.0), alpha=(0.1, 0.7, None), reduction=("sum", "none")
        ),
    }


_X = np.array([0.5, -1.5, 2.0, 0.0])
_FINITE = "Both are finite and right for every finite logit, thousands included"
_GAMMA = r"and for **every** $\gamma \ge 0$, below 1 too"
_SHAPE = "any other must raise `ValueError`, also where the two would broadcast"
_ALPHA = r"With `alpha=None`, $\alpha_t = 1$ for both."
_REDUCTION = '`reduction` is `"mean"`, `"sum"` or `"none"` over all entries.'
_THROUGH = "Gradients flow through the factor $(1 - p_t)^\\gamma$ as well."

POINTS = {
    "sure and right, half a gamma": point(
        _GAMMA,
        logits=np.array([40.0, -50.0, 1000.0, 0.3]),
        targets=np.array([1, 0, 1, 1]),
        gamma=0.5,
    ),
    "sure and right, gamma 0": point(
        _GAMMA, logits=np.array([40.0, -800.0]), targets=np.array([1, 0]), gamma=0.0
    ),
    "sure and right, gamma 1": point(
        _GAMMA, logits=np.array([700.0, -1500.0]), targets=np.array([1, 0]), gamma=1.0
    ),
    "sure and wrong": point(
        _FINITE, logits=np.array([-1000.0, 2000.0, -40.0]), targets=np.array([1, 0, 1])
    ),
    "sure and wrong, half a gamma": point(
        _FINITE, logits=np.array([-1000.0, 2000.0]), targets=np.array([1, 0]), gamma=0.5
    ),
    "sure in float32": point(
        _FINITE,
        logits=np.array([-150.0, 150.0, 150.0, 20.0], dtype=np.float32),
        targets=np.array([1, 0, 1, 1]),
        gamma=0.75,
    ),
    "both factors": point(_THROUGH, logits=_X, targets=np.array([1, 1, 0, 1]), gamma=3.0),
    "no weights": point(_ALPHA, logits=_X, targets=np.array([1, 0, 0, 1]), alpha=None),
    "alpha 0": point(
        r"$\alpha$ lies from 0 to 1", logits=_X, targets=np.array([1, 0, 0, 1]), alpha=0.0
    ),
    "alpha 1": point(
        r"$\alpha$ lies from 0 to 1", logits=_X, targets=np.array([1, 0, 0, 1]), alpha=1
    ),
    "the sum": point(_REDUCTION, logits=_X, targets=np.array([1, 0, 0, 1]), reduction="sum"),
    "no reduction": point(
        _REDUCTION, logits=_X, targets=np.array([1.0, 0, 0, 1]), reduction="none"
    ),
    "targets that are bool": point(
        "as int64, bool", logits=_X, targets=np.array([True, False, False, True]), alpha=0.9
    ),
    "a column against a row": invalid(
        _SHAPE, "ValueError", logits=_X[:, None], targets=np.array([1, 0, 0, 1])
    ),
    "a row against a table": invalid(
        _SHAPE, "ValueError", logits=_X.reshape(2, 2), targets=np.array([1, 0])
    ),
    "a column against a table": invalid(
        _SHAPE, "ValueError", logits=_X[:2, None], targets=np.array([[1, 0, 1], [0, 0, 1]])
    ),
    "as many entries, another shape": invalid(
        _SHAPE, "ValueError", logits=_X[None, :], targets=np.array([1, 0, 0, 1])
    ),
    "one entry": point(
        "any shape with at least one entry", logits=np.array([[0.7]]), targets=np.array([[0]])
    ),
}

CREDIT = [
    credit(30, "the value", output="value"),
    credit(25, "the gradient", output="gradient"),
    credit(
        15,
        "both, where the network is sure and right",
        points=(
            "sure and right, half a gamma",
            "sure and right, gamma 0",
            "sure and right, gamma 1",
            "sure in float32",
        ),
    ),
    credit(
        10,
        "both, where it is sure and wrong",
        points=("sure and wrong", "sure and wrong, half a gamma"),
    ),
    credit(
        10,
        "`ValueError` for shapes that differ",
        points=(
            "a column against a row",
            "a row against a table",
            "a column against a table",
            "as many entries, another shape",
        ),
    ),
    credit(10, "arguments left alone", effects=True),
]

EXAMPLE = {"logits": np.array([0.0, 2.0, -3.0]), "targets": np.array([1, 1, 0])}


def second_opinion(logits, targets, gamma=2.0, alpha=0.25, reduction="mean"):
    """Entry by entry in 32 decimal digits, the gradient by central differences."""
    value, slope = np.zeros(logits.shape), np.zeros(logits.shape)
    with localcontext(prec=32):
        for place in np.ndindex(logits.shape):
            x, hit = Decimal(float(logits[place])), bool(targets[place])
            weight = Decimal(1)
            if alpha is not None:
                weight = Decimal(float(alpha)) if hit else 1 - Decimal(float(alpha))
            step = Decimal("1e-10")
            value[place] = weight * _loss(x, hit, gamma)
            rise = _loss(x + step, hit, gamma) - _loss(x - step, hit, gamma)
            slope[place] = weight * rise / (2 * step)
    if reduction == "none":
        weights = np.cos(0.7 * np.arange(logits.size) + 0.3).astype(logits.dtype)
        return value, [slope * weights.reshape(logits.shape)]
    share = 1.0 if reduction == "sum" else 1.0 / logits.size
    return value.sum() * share, [slope * share * np.cos(0.3).astype(logits.dtype)]


def _loss(x, hit, gamma):
    """-(1 - p)^gamma ln p with the probabilities as quotients."""
    odds = x.exp()
    right, wrong = (odds, Decimal(1)) if hit else (Decimal(1), odds)
    factor = (wrong / (right + wrong)) ** Decimal(float(gamma)) if gamma else Decimal(1)
    return -factor * (right / (right + wrong)).ln()
