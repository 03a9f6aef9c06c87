"""What the expected calibration error is tried with."""

from fractions import Fraction

import numpy as np

from heldout.authoring import credit, laws, point

TOLERANCE = (1e-9, 1e-9)


def inputs(draw):
    """Rows from timid to certain, labels that follow them or do not; at times on the edges."""
    count, classes = draw.sizes("N", "C")
    count *= draw.one_of(1, 3)
    logits = draw.numbers(count, classes, spread=draw.one_of(1.0, 3.0, 0.3))
    weights = np.exp(logits - logits.max(axis=1, keepdims=True))
    probs = weights / weights.sum(axis=1, keepdims=True)
    labels = np.array(draw.whole(0, classes - 1, count))
    if draw.chance(0.5):  # a good classifier
        labels[::2] = probs.argmax(axis=1)[::2]
    options = draw.options(bins=(4, 1, 7, 15))
    if classes > 1 and options.get("bins") == 4:  # whole eighths: exact, and often on an edge
        probs = np.zeros((count, classes))
        probs[:, 0] = draw.whole(0, 8, count) / 8
        probs[:, -1] = 1 - probs[:, 0]
    kind = draw.one_of("int64", "int32", "uint8")
    return {"probs": draw.laid_out(probs), "labels": draw.laid_out(labels, kind), **options}


def _two(says, first, labels, **given):
    """Two classes, from the probability of the first."""
    first = np.array(first)
    return point(says, probs=np.stack([first, 1 - first], 1), labels=np.array(labels), **given)


_EDGE = "the **upper** edge belongs to it, the lower one does not"
_TIE = "among equals the one with the lowest index"
_EMPTY = "Empty bins add nothing."
_LEAST = "N, C and `bins` are at least 1."
_SUM = r"\bigl| \text{acc}_m - \text{conf}_m \bigr|"

POINTS = {
    "confidences on an edge": _two(_EDGE, [0.75, 0.75, 0.7, 0.8, 0.9], [0, 1, 0, 0, 0], bins=4),
    "certain and wrong": _two(_EDGE, [1.0, 0.0, 1.0, 0.97], [1, 0, 0, 0]),
    "certain and right": _two(_EDGE, [1.0, 0.0], [0, 1], bins=3),
    "equal probabilities": _two(_TIE, [0.5, 0.5, 0.5], [0, 0, 1], bins=2),
    "equal probabilities of three classes": point(
        _TIE,
        probs=np.array([[0.25, 0.375, 0.375], [0.0, 0.5, 0.5], [0.4, 0.2, 0.4]]),
        labels=np.array([1, 2, 0]),
        bins=5,
    ),
    "too sure here, too timid there": _two(_SUM, [0.9, 0.9, 0.6, 0.6], [0, 1, 0, 0]),
    "a crowded bin and a lonely one": _two(_SUM, [0.95, 0.96, 0.97, 0.98, 0.55], [0, 0, 0, 0, 1]),
    "most bins empty": _two(_EMPTY, [0.91, 0.93], [0, 1], bins=50),
    "a wrong one above, right ones below": point(
        "The interval from 0 to 1 is cut into `bins` equal bins.",
        probs=np.array([[0.4, 0.35, 0.25], [0.9, 0.06, 0.04], [0.3, 0.25, 0.45]]),
        labels=np.array([0, 1, 2]),
        bins=2,
    ),
    "one bin": _two(_LEAST, [0.9, 0.4, 0.7], [0, 0, 1], bins=1),
    "one class": point(_LEAST, probs=np.ones((3, 1)), labels=np.zeros(3, dtype=int)),
    "one example": _two(_LEAST, [0.8], [1]),
    "as many examples as classes": point(
        "the class with the largest probability",
        probs=np.array([[0.1, 0.2, 0.7], [0.6, 0.3, 0.1], [0.2, 0.45, 0.35]]),
        labels=np.array([2, 1, 1]),
    ),
}

CREDIT = [
    credit(65, "ordinary rows"),
    credit(
        20,
        "confidences on the edges of the bins",
        points=(
            "confidences on an edge",
            "certain and wrong",
            "certain and right",
            "equal probabilities",
        ),
    ),
    credit(10, "empty bins", points=("most bins empty",)),
    credit(5, "arguments left alone", effects=True),
]

LAWS = [laws.ignores_permutation(("probs", "labels"), 0), laws.bounded(0.0, 1.0)]

EXAMPLE = {
    "probs": np.array([[0.9, 0.1], [0.3, 0.7], [0.05, 0.95], [0.35, 0.65]]),
    "labels": np.array([0, 0, 1, 1]),
    "bins": 5,
}


def second_opinion(probs, labels, bins=10):
    """Bin by bin in exact fractions, from the definition."""
    found = []
    for row, label in zip(probs.tolist(), labels.tolist(), strict=True):
        top = max(row)
        found.append((top, row.index(top) == label))
    total = Fraction(0)
    for m in range(1, bins + 1):
        inside = [
            (Fraction(c), right)
            for c, right in found
            if (m == 1 or c > (m - 1) / bins) and c <= m / bins
        ]
        if inside:
            accuracy = Fraction(sum(right for _, right in inside), len(inside))
            mean = sum(c for c, _ in inside) / len(inside)
            total += Fraction(len(inside), len(found)) * abs(accuracy - mean)
    return float(total)


SURVIVORS = {
    "np.arange(1, bins) → np.arange(0, bins)": "equivalent: the largest probability of a row is "
    "never 0",
    "np.arange(1, bins) → np.arange(1, bins + 1)": "equivalent: no confidence is above 1",
    "right - confidence → confidence - right": "equivalent: an absolute value follows",
}
