"""What cross-entropy and its gradient are tried with."""

from decimal import Decimal, localcontext

import numpy as np

from heldout.authoring import credit, laws, point

OUTPUTS = ("loss", "grad")


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-5, 1e-4) if arguments["logits"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """A batch of logits in several layouts, with labels of several integer types."""
    count, classes = draw.sizes("N", "C")
    spread, kind = draw.one_of(3.0, 0.5, 15.0), draw.dtype("float64", "float32")
    whole = draw.one_of("int64", "int32", "uint8")
    return {
        "logits": draw.numbers(count, classes, spread=spread, dtype=kind),
        "labels": draw.whole(0, classes - 1, count, dtype=whole),
    }


_FINITE = "Both must be right for every finite logit, thousands included"
_LEAST = "N and C are at least 1."
_LABELS = "Classes may be missing from `labels` or come many times."

POINTS = {
    "the true class far behind": point(
        "with the logits 0 and 1000 and the label 0, the loss is 1000, not infinity",
        logits=np.array([[0.0, 1000.0], [-2000.0, 3.0]]),
        labels=np.array([0, 0]),
    ),
    "logits around a thousand": point(
        _FINITE,
        logits=np.array([[1000.0, 1001.0, 999.0], [1500.0, 1500.0, 1500.0]]),
        labels=np.array([2, 1]),
    ),
    "logits around minus a thousand": point(
        _FINITE, logits=np.array([[-1000.0, -1001.0, -999.0]]), labels=np.array([1])
    ),
    "rows thousands apart": point(
        _FINITE,
        logits=np.array([[0.0, 1.0], [3000.0, 3001.0], [-3000.0, -3002.0]]),
        labels=np.array([0, 1, 0]),
    ),
    "the loss of an exact guess among ten": point(
        r"$-\ln p_{n, y_n}$, where $p_n$ is the softmax of row $n$ and $y_n$ its label",
        logits=np.zeros((3, 10)),
        labels=np.array([9, 0, 0]),
    ),
    "one example": point(_LEAST, logits=np.array([[0.2, -1.0, 0.7]]), labels=np.array([2])),
    "one class": point(_LEAST, logits=np.array([[5.0], [-3.0]]), labels=np.array([0, 0])),
    "one label many times": point(
        _LABELS,
        logits=np.array([[0.1, 2.0, -1.0], [1.0, 0.0, 0.5], [0.3, 0.2, 0.1], [2.0, 1.0, 0.0]]),
        labels=np.array([1, 1, 1, 1]),
    ),
    "as many examples as classes": point(
        _LABELS,
        logits=np.array([[2.0, -1.0, 0.5], [0.0, 1.0, 3.0], [1.0, 1.5, -2.0]]),
        labels=np.array([2, 0, 1]),
    ),
    "labels of eight bits": point(
        "of any NumPy integer type",
        logits=np.array([[0.5, 1.5], [2.5, -0.5]]),
        labels=np.array([1, 0], dtype=np.uint8),
    ),
}

CREDIT = [
    credit(35, "the loss", output="loss"),
    credit(35, "the gradient", output="grad"),
    credit(
        20,
        "both, for logits in the thousands",
        points=(
            "the true class far behind",
            "logits around a thousand",
            "logits around minus a thousand",
            "rows thousands apart",
        ),
    ),
    credit(10, "a new array, and arguments left alone", effects=True),
]

LAWS = [
    laws.sums_to(0.0, 1, output=1),
    laws.gradient_agrees("logits"),
    laws.shift_free("logits", output=0),
]

EXAMPLE = {
    "logits": np.array([[2.0, 1.0, 0.0], [0.0, 0.0, 0.0]]),
    "labels": np.array([0, 2]),
}


def second_opinion(logits, labels):
    """The definition in 60 decimal digits, and its gradient by central differences."""
    rows = [[Decimal(float(value)) for value in row] for row in logits]
    count, step = len(rows), Decimal("1e-15")
    grad = np.zeros(logits.shape)
    with localcontext(prec=60):
        terms = [_loss(row, int(label)) for row, label in zip(rows, labels, strict=True)]
        for place in np.ndindex(logits.shape):
            row, label = rows[place[0]], int(labels[place[0]])
            up, down = list(row), list(row)
            up[place[1]] += step
            down[place[1]] -= step
            grad[place] = (_loss(up, label) - _loss(down, label)) / (2 * step) / count
        return float(sum(terms) / count), grad


def _loss(row, label):
    """Minus the logarithm of the share that the label's exponential has."""
    return -(row[label].exp() / sum(value.exp() for value in row)).ln()
