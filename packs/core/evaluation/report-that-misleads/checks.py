"""What the mended report is tried with."""

from fractions import Fraction

import numpy as np

from heldout.authoring import credit, point

OUTPUTS = ("coverage", "accuracy", "macro precision", "macro recall", "macro F1")
TOLERANCE = (1e-9, 1e-9)


def inputs(draw):
    """Sure and unsure rows; classes that are rare, never true or never predicted."""
    count, classes = draw.sizes("N", "C")
    count *= draw.one_of(1, 2)
    z = draw.numbers(count, classes, spread=draw.one_of(1.5, 3.0, 0.6))
    weights = np.exp(z)
    probs = weights / weights.sum(axis=1, keepdims=True)
    labels = np.array(draw.whole(0, classes - 1, count))
    labels[::2] = probs.argmax(axis=1)[::2]
    return {
        "probs": draw.laid_out(probs),
        "labels": draw.laid_out(labels, "int64"),
        **draw.options(threshold=(0.6, 0.9, 0.3)),
    }


def _case(says, probs, labels, **given):
    return point(says, probs=np.array(probs, dtype=float), labels=np.array(labels), **given)


_ANSWERED = "an example is **answered** if the largest probability of its row is at least"
_WRONG = "what is not answered counts as wrong, as a prediction of no class"
_ALL = "Macro values are the means over **all** classes, those that do not occur included."
_NONE = "0 / 0 counts as 0"
_TIE = "Among equal probabilities the lowest class is the most likely one."
_LEAST = "N and C are at least 1"
_ROWS = [[0.9, 0.1, 0.0], [0.2, 0.7, 0.1], [0.6, 0.3, 0.1], [0.8, 0.1, 0.1], [0.1, 0.3, 0.6]]

POINTS = {
    "every example answered": _case(_ALL, _ROWS, [0, 1, 1, 0, 0]),
    "every example answered, one class never true": _case(_ALL, _ROWS, [0, 1, 0, 1, 1]),
    "every example answered, all right": _case(_ALL, _ROWS, [0, 1, 0, 0, 2]),
    "some not answered": _case(
        _WRONG,
        [[0.9, 0.1, 0.0], [0.4, 0.35, 0.25], [0.3, 0.3, 0.4], [0.2, 0.8, 0.0], [0.1, 0.2, 0.7]],
        [0, 0, 2, 0, 2],
    ),
    "a sure row beside an unsure one": _case(_ANSWERED, [[0.9, 0.1, 0.0], [0.3, 0.3, 0.4]], [1, 2]),
    "one example, not answered": _case(_WRONG, [[0.4, 0.3, 0.3]], [0]),
    "wrong ones and one not answered": _case(
        _WRONG, [[0.1, 0.8, 0.1], [0.3, 0.4, 0.3], [0.2, 0.7, 0.1]], [1, 2, 2]
    ),
    "all right, one class nowhere": _case(_ALL, [[0.9, 0.1, 0.0], [0.2, 0.7, 0.1]], [0, 1]),
    "two classes, precision": _case(_ALL, [[0.9, 0.1], [0.2, 0.8]], [0, 1]),
    "two classes, recall": _case(_ALL, [[0.9, 0.1], [0.8, 0.2], [0.7, 0.3]], [0, 1, 1]),
    "none answered": _case(_WRONG, [[0.4, 0.3, 0.3], [0.3, 0.3, 0.4]], [0, 2]),
    "almost at the threshold": _case(_ANSWERED, [[0.46, 0.44, 0.1]], [1]),
    "two almost at the threshold": _case(_ANSWERED, [[0.46, 0.44, 0.1], [0.1, 0.41, 0.49]], [0, 2]),
    "almost at another threshold": _case(
        _ANSWERED, [[0.78, 0.22], [0.27, 0.73], [0.84, 0.16]], [0, 1, 0], threshold=0.8
    ),
    "exactly at the threshold": _case(_ANSWERED, [[0.5, 0.25, 0.25], [0.25, 0.5, 0.25]], [0, 2]),
    "equal probabilities": _case(_TIE, [[0.5, 0.5], [0.5, 0.5]], [0, 1]),
    "a class that is never predicted": _case(
        _NONE, [[0.9, 0.1], [0.8, 0.2], [0.7, 0.3]], [0, 1, 1]
    ),
    "all wrong": _case(_NONE, [[0.9, 0.1], [0.2, 0.8]], [1, 0]),
    "one class": _case(_LEAST, [[1.0], [1.0]], [0, 0]),
    "one example": _case(_LEAST, [[0.2, 0.7, 0.1]], [1]),
}

CREDIT = [
    credit(30, "ordinary tables, and every other case"),
    credit(
        13,
        "which examples are answered",
        points=("a sure row beside an unsure one", "almost at the threshold"),
    ),
    credit(
        13,
        "an answer that is not given, and a single class",
        points=("one example, not answered", "one class"),
    ),
    credit(
        13,
        "the accuracy",
        output="accuracy",
        points=("every example answered", "wrong ones and one not answered"),
    ),
    credit(13, "precision", output="macro precision", points=("two classes, precision",)),
    credit(
        13,
        "recall, and the mean over the classes",
        output="macro recall",
        points=("two classes, recall", "all right, one class nowhere"),
    ),
    credit(5, "arguments left alone", effects=True),
]

EXAMPLE = {
    "probs": np.array([[0.9, 0.1, 0.0], [0.2, 0.7, 0.1], [0.4, 0.3, 0.3], [0.6, 0.2, 0.2]]),
    "labels": np.array([0, 1, 0, 2]),
}


def second_opinion(probs, labels, threshold=0.5):
    """Example by example, in exact fractions."""
    answers = []
    for row in probs.tolist():
        top = max(row)
        answers.append(row.index(top) if top >= threshold else None)
    pairs = list(zip(answers, labels.tolist(), strict=True))
    n, classes = len(pairs), probs.shape[1]
    sums = [Fraction(0)] * 3
    for c in range(classes):
        hits = sum(1 for a, b in pairs if a == c == b)
        claimed, actual = answers.count(c), sum(1 for _, b in pairs if b == c)
        p = Fraction(hits, claimed) if claimed else Fraction(0)
        r = Fraction(hits, actual) if actual else Fraction(0)
        f1 = Fraction(2 * hits, claimed + actual) if hits else Fraction(0)
        sums = [a + b for a, b in zip(sums, (p, r, f1), strict=True)]
    coverage = Fraction(sum(1 for a in answers if a is not None), n)
    accuracy = Fraction(sum(1 for a, b in pairs if a == b), n)
    return (float(coverage), float(accuracy), *(float(value / classes) for value in sums))


SURVIVORS = {
    "np.where(sure, probs.argmax(axis=1), -1) → np.where(sure, probs.argmax(axis=1), -2)": (
        "equivalent: no class has a negative number"
    ),
}
