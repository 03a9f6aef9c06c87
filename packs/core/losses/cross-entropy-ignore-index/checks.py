"""What cross-entropy with rows left out is tried with."""

from decimal import Decimal, localcontext

import numpy as np

from heldout.authoring import credit, laws, point

OUTPUTS = ("loss", "grad")


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-5, 1e-4) if arguments["logits"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """Logits with labels, of which about a third are left out, by several marks."""
    count, classes = draw.sizes("N", "C", most=7)
    kind = draw.dtype("float64", "float32")
    options = draw.options(ignore_index=(-1, 0, classes, classes - 1, 255))
    labels = np.array(draw.whole(0, classes - 1, count))
    labels[np.asarray(draw.between(0.0, 1.0, count)) < 0.35] = options.get("ignore_index", -100)
    logits = draw.numbers(count, classes, spread=draw.one_of(2.0, 0.5, 12.0), dtype=kind)
    return {"logits": logits, "labels": draw.laid_out(labels), **options}


_ALL = "If **all** rows are left out, the loss is 0 and the gradient is all zeros."
_ANY = "negative, C or more, or one of the classes, which then is left out"
_FAR = "Both must be right for every finite logit, thousands included."
_LOGITS = np.array([[2.0, -1.0, 0.5], [0.0, 1.0, 3.0], [1.0, 1.5, -2.0], [0.25, 0.0, 4.0]])

POINTS = {
    "all left out": point(_ALL, logits=_LOGITS, labels=np.full(4, -100)),
    "all left out by a class": point(
        _ALL, logits=_LOGITS[:2], labels=np.array([1, 1]), ignore_index=1
    ),
    "all left out, one class": point(_ALL, logits=np.array([[3.0]]), labels=np.array([-100])),
    "none left out": point(
        "Each is a class from 0 to C − 1", logits=_LOGITS, labels=np.array([0, 2, 1, 0])
    ),
    "one counts": point(
        "**mean over the rows that count**", logits=_LOGITS, labels=np.array([-100, -100, 1, -100])
    ),
    "the mark −1": point(_ANY, logits=_LOGITS, labels=np.array([2, -1, 0, -1]), ignore_index=-1),
    "class 0 left out": point(_ANY, logits=_LOGITS, labels=np.array([0, 2, 1, 0]), ignore_index=0),
    "a middle class left out": point(
        _ANY, logits=_LOGITS, labels=np.array([0, 2, 1, 1]), ignore_index=1
    ),
    "a mark beyond the classes": point(
        _ANY, logits=_LOGITS, labels=np.array([3, 2, 1, 3]), ignore_index=3
    ),
    "the true class far behind": point(
        _FAR,
        logits=np.array([[0.0, 2000.0], [3.0, 1.0], [-3000.0, 500.0]]),
        labels=np.array([0, -100, 0]),
    ),
    "far away in a row left out": point(
        _FAR, logits=np.array([[1.0, 2.0], [5000.0, -5000.0]]), labels=np.array([1, -100])
    ),
    "one class": point(
        "N and C are at least 1", logits=np.array([[4.0], [7.0]]), labels=np.array([0, -100])
    ),
}

CREDIT = [
    credit(30, "the loss", output="loss"),
    credit(30, "the gradient", output="grad"),
    credit(
        15,
        "every row left out",
        points=("all left out", "all left out by a class", "all left out, one class"),
    ),
    credit(
        15,
        "logits in the thousands",
        points=("the true class far behind", "far away in a row left out"),
    ),
    credit(10, "a new array, and arguments left alone", effects=True),
]

LAWS = [
    laws.sums_to(0.0, 1, output=1),
    laws.gradient_agrees("logits"),
    laws.shift_free("logits", output=0),
]

EXAMPLE = {
    "logits": np.array([[2.0, 1.0, 0.0], [0.0, 0.0, 0.0], [5.0, 1.0, 1.0]]),
    "labels": np.array([0, 2, -100]),
}


def second_opinion(logits, labels, ignore_index=-100):
    """Row by row in 40 decimal digits; the gradient by central differences."""
    counted = [n for n, label in enumerate(labels.tolist()) if label != ignore_index]
    grad, total, step = np.zeros(logits.shape), Decimal(0), Decimal("1e-12")
    with localcontext(prec=40):
        for n in counted:
            row, label = [Decimal(float(value)) for value in logits[n]], int(labels[n])
            total += _loss(row, label)
            for k in range(len(row)):
                up, down = list(row), list(row)
                up[k] += step
                down[k] -= step
                slope = (_loss(up, label) - _loss(down, label)) / (2 * step)
                grad[n, k] = float(slope / len(counted))
        return float(total / max(len(counted), 1)), grad


def _loss(row, label):
    """Minus the logarithm of the share that the label's exponential has."""
    return -(row[label].exp() / sum(value.exp() for value in row)).ln()
