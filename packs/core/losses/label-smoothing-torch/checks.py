"""What label smoothing with padding is tried with."""

from decimal import Decimal, localcontext
from math import cos

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("value", "gradient")
GRADIENTS = ("logits",)


def tolerance(arguments):
    """float32 carries seven digits; in float64 nothing may have been single in between."""
    return (1e-5, 1e-4) if arguments["logits"].dtype == np.float32 else (1e-11, 1e-11)


def inputs(draw):
    """Two or three dimensions, some positions ignored, by a number that is a class or not."""
    shape = draw.sizes(*"BTC"[: draw.one_of(2, 3)], most=6)
    kind, spread = draw.dtype("float64", "float32"), draw.one_of(2.0, 0.3, 10.0)
    options = draw.options(smoothing=(0.3, 0.7), ignore_index=(0, -1))
    labels = np.array(draw.whole(0, shape[-1] - 1, *shape[:-1]))
    if draw.chance(0.7):
        padded = draw.between(0.0, 1.0, *shape[:-1]) < 0.4
        labels = np.where(padded, options.get("ignore_index", -100), labels)
    return {
        "logits": draw.numbers(*shape, spread=spread, dtype=kind),
        "labels": draw.laid_out(labels),
        **options,
    }


_LOGITS = np.array([[0.1, 2.0, -1.0], [1.0, 0.0, 0.5], [0.3, 0.2, 0.1], [2.0, 1.0, 0.0]])
_NONE = "Where all positions are ignored it is 0, and so is its gradient"
_GARBAGE = "have no effect, even if they are nan or infinite; their gradient is exactly 0"
_CLASS = "it may be the number of a class, such as 0"
_FINITE = "All other logits are finite, and may be thousands."
_RANGE = r"with $\varepsilon$ = `smoothing` from 0 to 1"
_SHAPE = "the shape (…, C) with two dimensions or more, none of them empty"
_MEAN = "over the positions that are **not** ignored"


def _spoilt(value):
    logits = _LOGITS.copy()
    logits[[1, 3]] = value
    return logits


POINTS = {
    "nothing ignored": point(_MEAN, logits=_LOGITS, labels=np.array([1, 0, 2, 0])),
    "half of it padding": point(_MEAN, logits=_LOGITS, labels=np.array([1, -100, 2, -100])),
    "all ignored": point(_NONE, logits=_LOGITS, labels=np.full(4, -100)),
    "all ignored, and all nan": point(
        _GARBAGE, logits=np.full((2, 3), np.nan), labels=np.array([-100, -100])
    ),
    "all of class 0, which is ignored": point(
        _NONE, logits=_LOGITS, labels=np.zeros(4, dtype=int), ignore_index=0
    ),
    "nan in the padding": point(
        _GARBAGE, logits=_spoilt(np.nan), labels=np.array([1, -100, 2, -100])
    ),
    "infinity in the padding": point(
        _GARBAGE, logits=_spoilt(np.inf), labels=np.array([1, -100, 2, -100])
    ),
    "minus infinity in the padding": point(
        _GARBAGE, logits=_spoilt(-np.inf), labels=np.array([0, -1, 1, -1]), ignore_index=-1
    ),
    "class 0 is padding": point(
        _CLASS, logits=_LOGITS, labels=np.array([1, 0, 2, 0]), ignore_index=0
    ),
    "class 2 is padding": point(
        _CLASS, logits=_LOGITS, labels=np.array([1, 0, 2, 0]), ignore_index=2, smoothing=0.4
    ),
    "thousands": point(
        _FINITE,
        logits=np.array([[3000.0, 0.0, -1000.0], [-2000.0, 5.0, 0.0], [1000.0, 1001.0, 999.0]]),
        labels=np.array([0, 0, 2]),
    ),
    "no smoothing": point(_RANGE, logits=_LOGITS, labels=np.array([1, -100, 2, 0]), smoothing=0.0),
    "nothing but smoothing": point(
        _RANGE, logits=_LOGITS, labels=np.array([1, -100, 2, 0]), smoothing=1.0
    ),
    "a batch of sentences": point(
        _SHAPE,
        logits=np.linspace(-2.0, 2.0, 24).reshape(2, 3, 4)[:, :, ::-1] ** 3,
        labels=np.array([[0, 3, -100], [2, -100, -100]]),
    ),
    "tensors that are not contiguous": point(
        "Neither tensor need be contiguous.",
        logits=np.linspace(-2.0, 2.5, 24).reshape(4, 3, 2).T,
        labels=np.array([[0, 3], [-100, 1], [2, 0]]).T,
    ),
    "one position, one class": point(_SHAPE, logits=np.array([[3.0]]), labels=np.array([0])),
    "as many positions as classes": point(
        _SHAPE, logits=_LOGITS[:3], labels=np.array([2, -100, 0]), smoothing=0.2
    ),
}

CREDIT = [
    credit(35, "the value", output="value"),
    credit(25, "the gradient", output="gradient"),
    credit(
        10,
        "batches that are ignored altogether",
        points=("all ignored", "all ignored, and all nan", "all of class 0, which is ignored"),
    ),
    credit(
        10,
        "nan or infinity in ignored positions",
        points=("nan in the padding", "infinity in the padding", "minus infinity in the padding"),
    ),
    credit(
        10,
        "a class that is ignored",
        points=("class 0 is padding", "class 2 is padding"),
    ),
    credit(10, "arguments left alone", effects=True),
]

FORBIDDEN = {
    "aten::cross_entropy": "PyTorch's own cross-entropy",
    "aten::cross_entropy_loss": "PyTorch's own cross-entropy",
}

EXAMPLE = {
    "logits": np.array([[2.0, 1.0, 0.0], [0.0, 0.0, 0.0], [5.0, 5.0, 5.0]]),
    "labels": np.array([0, 2, -100]),
}


def second_opinion(logits, labels, smoothing=0.1, ignore_index=-100):
    """Position by position in 26 decimal digits, the gradient as probability less target."""
    gradient = np.zeros(logits.shape)
    places = [place for place in np.ndindex(labels.shape) if labels[place] != ignore_index]
    total, share = Decimal(0), Decimal(float(smoothing))
    weight = float(np.asarray(cos(0.3), dtype=logits.dtype))
    with localcontext(prec=26):
        for place in places:
            row = [Decimal(float(value)) for value in logits[place]]
            parts = [value.exp() for value in row]
            whole = sum(parts)
            for k, part in enumerate(parts):
                target = share / len(row) + ((1 - share) if k == labels[place] else 0)
                total -= target * (row[k] - whole.ln())
                gradient[(*place, k)] = float(part / whole - target) * weight / len(places)
        return float(total / max(len(places), 1)), [gradient]
