"""What cross-entropy with label smoothing is tried with."""

from decimal import Decimal, localcontext

import numpy as np

from heldout.authoring import credit, laws, point

OUTPUTS = ("loss", "grad")


def tolerance(arguments):
    """float32 carries seven digits."""
    return (1e-5, 1e-4) if arguments["logits"].dtype == np.float32 else (1e-9, 1e-7)


def inputs(draw):
    """A batch of logits, labels of several types, the smoothing off its default at times."""
    count, classes = draw.sizes("N", "C", most=5)
    spread, kind = draw.one_of(3.0, 0.5, 15.0), draw.dtype("float64", "float32")
    whole = draw.one_of("int64", "int32", "uint8")
    return {
        "logits": draw.numbers(count, classes, spread=spread, dtype=kind),
        "labels": draw.whole(0, classes - 1, count, dtype=whole),
        **draw.options(smoothing=(0.25, 0.6, 0.05)),
    }


_FINITE = "Both must be right for every finite logit, thousands included."
_LEAST = "N and C are at least 1."
_LABELS = "Classes may be missing from `labels` or come many times."
_RANGE = r"`smoothing` is $\varepsilon$ with $0 \le \varepsilon \le 1$."
_ALL = "shared equally among **all** C classes, the true one included"
_LOGITS = np.array([[0.1, 2.0, -1.0], [1.0, 0.0, 0.5], [0.3, 0.2, 0.1], [2.0, 1.0, 0.0]])

POINTS = {
    "the true class far ahead": point(
        _FINITE,
        logits=np.array([[2000.0, 0.0, -1500.0], [3.0, 1200.0, 0.0]]),
        labels=np.array([0, 1]),
    ),
    "the true class far behind": point(
        _FINITE, logits=np.array([[0.0, 1000.0], [-2000.0, 3.0]]), labels=np.array([0, 0])
    ),
    "logits around a thousand": point(
        _FINITE,
        logits=np.array([[1000.0, 1001.0, 999.0], [1500.0, 1500.0, 1500.0]]),
        labels=np.array([2, 1]),
        smoothing=0.5,
    ),
    "rows thousands apart": point(
        _FINITE,
        logits=np.array([[0.0, 1.0], [3000.0, 3001.0], [-3000.0, -3002.0]]),
        labels=np.array([0, 1, 0]),
    ),
    "far behind without smoothing": point(
        _RANGE, logits=np.array([[2000.0, 0.0, 5.0]]), labels=np.array([0]), smoothing=0.0
    ),
    "no smoothing": point(_RANGE, logits=_LOGITS, labels=np.array([1, 0, 2, 0]), smoothing=0.0),
    "nothing but smoothing": point(
        _RANGE, logits=_LOGITS, labels=np.array([1, 0, 2, 0]), smoothing=1.0
    ),
    "ten classes": point(_ALL, logits=np.linspace(-2.0, 2.5, 10)[None, :], labels=np.array([3])),
    "one example": point(_LEAST, logits=np.array([[0.2, -1.0, 0.7]]), labels=np.array([2])),
    "one class": point(
        _LEAST, logits=np.array([[5.0], [-3.0]]), labels=np.array([0, 0]), smoothing=0.3
    ),
    "one label many times": point(_LABELS, logits=_LOGITS, labels=np.array([1, 1, 1, 1])),
    "as many examples as classes": point(
        _LABELS,
        logits=np.array([[2.0, -1.0, 0.5], [0.0, 1.0, 3.0], [1.0, 1.5, -2.0]]),
        labels=np.array([2, 0, 1]),
        smoothing=0.2,
    ),
    "labels of eight bits": point(
        "of any NumPy integer type",
        logits=np.array([[0.5, 1.5], [2.5, -0.5]]),
        labels=np.array([1, 0], dtype=np.uint8),
    ),
}

CREDIT = [
    credit(35, "the loss", output="loss"),
    credit(30, "the gradient", output="grad"),
    credit(
        15,
        "both, for logits in the thousands",
        points=(
            "the true class far ahead",
            "the true class far behind",
            "logits around a thousand",
            "rows thousands apart",
            "far behind without smoothing",
        ),
    ),
    credit(
        10,
        "both, at the ends of the smoothing, 0 and 1",
        points=("no smoothing", "nothing but smoothing"),
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
    "smoothing": 0.3,
}


def second_opinion(logits, labels, smoothing=0.1):
    """A mixture of two losses in 32 decimal digits, the gradient by central differences."""
    rows = [[Decimal(float(value)) for value in row] for row in logits]
    count, step, share = len(rows), Decimal("1e-11"), Decimal(smoothing)
    grad = np.zeros(logits.shape)
    with localcontext(prec=32):
        loss = sum(_loss(row, int(y), share) for row, y in zip(rows, labels, strict=True)) / count
        for place in np.ndindex(logits.shape):
            row, label = rows[place[0]], int(labels[place[0]])
            up, down = list(row), list(row)
            up[place[1]] += step
            down[place[1]] -= step
            rise = _loss(up, label, share) - _loss(down, label, share)
            grad[place] = rise / (2 * step) / count
        return float(loss), grad


def _loss(row, label, share):
    """Of the one-hot target, and of the even one."""
    total = sum(value.exp() for value in row).ln()
    return total - (1 - share) * row[label] - share * sum(row) / len(row)
