"""What precision, recall and F1 are tried with."""

from fractions import Fraction

import numpy as np

from heldout.authoring import credit, invalid, laws, point

OUTPUTS = ("precision", "recall", "f1")
TOLERANCE = (1e-9, 1e-9)


def inputs(draw):
    """Two to five classes with gaps between their labels, some of them in one array only."""
    average = draw.one_of("macro", "weighted", "micro", "binary")
    count = draw.integer(1, 4 + 3 * draw.scale)
    kind = draw.one_of("int64", "int32", "uint8")
    if average == "binary":
        names = np.array([0, 1])
        kind = draw.one_of("int64", "bool", "uint8")
    else:
        names = np.array(draw.one_of([0, 1, 2], [0, 1], [1, 4, 9, 5], [2, 3, 5, 7, 11]))
    shown = draw.integer(2, len(names))
    return {
        "y_true": draw.laid_out(names[draw.whole(0, shown - 1, count)], kind),
        "y_pred": draw.laid_out(names[draw.whole(0, len(names) - 1, count)], kind),
        "average": average,
        **draw.options(zero_division=(1.0, 0.5, 0.0)),
    }


def _case(says, y_true, y_pred, **given):
    return point(says, y_true=np.array(y_true), y_pred=np.array(y_pred), **given)


_CLASS = "A **class** is a label that occurs in `y_true` or in `y_pred` (or in both)."
_GAPS = "Labels may leave gaps."
_ZERO = "each of the three is `zero_division` where its own fraction is 0 / 0"
_BINARY = "the three values of class 1, also if no label is 1"
_MACRO = "the plain mean over the classes, of each of the three"
_WEIGHTED = "each weighted by its **support**"
_MICRO = "TP, FP and FN are summed over the classes, and each fraction is taken once."

POINTS = {
    "two classes by default": _case(_BINARY, [1, 0, 1, 1, 0, 0, 0], [1, 1, 0, 1, 0, 0, 0]),
    "labels of type bool": _case(
        _BINARY, [True, False, True, False, True], [True, True, False, False, True]
    ),
    "nothing predicted": _case(_ZERO, [1, 0, 1], [0, 0, 0], zero_division=0.75),
    "nothing predicted, by default": _case(_ZERO, [1, 0, 1], [0, 0, 0]),
    "nothing true": _case(_ZERO, [0, 0, 0, 0], [0, 1, 0, 1], zero_division=0.75),
    "class 1 nowhere": _case(_BINARY, [0, 0, 0], [0, 0, 0], zero_division=0.25),
    "class 1 nowhere, by default": _case(_BINARY, [0, 0], [0, 0]),
    "every prediction wrong": _case(_ZERO, [1, 0, 1], [0, 1, 0], zero_division=1.0),
    "every prediction wrong, three classes": _case(
        _ZERO, [0, 1, 2, 2], [1, 2, 0, 1], average="macro", zero_division=1.0
    ),
    "every prediction right": _case(_MACRO, [4, 2, 2], [4, 2, 2], average="macro"),
    "a rare class, macro": _case(
        _MACRO, [0, 0, 0, 0, 0, 1, 2, 2], [0, 0, 0, 1, 2, 1, 2, 0], average="macro"
    ),
    "a rare class, weighted": _case(
        _WEIGHTED, [0, 0, 0, 0, 0, 1, 2, 2], [0, 0, 0, 1, 2, 1, 2, 0], average="weighted"
    ),
    "a rare class, micro": _case(
        _MICRO, [0, 0, 0, 0, 0, 1, 2, 2], [0, 0, 0, 1, 2, 1, 2, 0], average="micro"
    ),
    "a class that is only predicted": _case(_CLASS, [3, 3, 7], [3, 9, 7], average="macro"),
    "a class that is only predicted, weighted": _case(
        _CLASS, [3, 3, 7], [3, 9, 7], average="weighted", zero_division=1.0
    ),
    "a class that is never predicted": _case(
        _CLASS, [3, 5, 3], [3, 3, 3], average="macro", zero_division=1.0
    ),
    "labels far apart": _case(
        _GAPS, [10, 20, 10, 40], [10, 20, 20, 10], average="macro", zero_division=1.0
    ),
    "labels of any size": _case(
        "A label may be any integer, also a negative one or a billion.",
        [-1, 10**9, -1, 5, 5],
        [-1, 10**9, 5, 5, -1],
        average="macro",
    ),
    "zeros and ones, macro": _case(_MACRO, [1, 0, 0, 0], [1, 1, 0, 0], average="macro"),
    "one example": _case("N at least 1", [2], [2], average="weighted"),
    "one example, wrong": _case("N at least 1", [2], [3], average="micro", zero_division=1.0),
    "no such average": invalid(
        "Anything else must raise `ValueError`.",
        "ValueError",
        y_true=np.array([0, 1]),
        y_pred=np.array([1, 1]),
        average="samples",
    ),
}

CREDIT = [
    credit(25, "precision", output="precision"),
    credit(25, "recall", output="recall"),
    credit(25, "F1", output="f1"),
    credit(
        15,
        "fractions of 0 by 0",
        points=(
            "nothing predicted",
            "nothing true",
            "class 1 nowhere",
            "every prediction wrong",
            "every prediction wrong, three classes",
            "a class that is never predicted",
        ),
    ),
    credit(5, "`ValueError` for an unknown average", points=("no such average",)),
    credit(5, "arguments left alone", effects=True),
]

LAWS = [laws.ignores_permutation(("y_true", "y_pred"), 0)]

EXAMPLE = {
    "y_true": np.array([0, 0, 2, 2, 5]),
    "y_pred": np.array([0, 2, 2, 2, 0]),
    "average": "macro",
}


def second_opinion(y_true, y_pred, average="binary", zero_division=0.0):
    """Pair by pair, in exact fractions."""
    pairs = [(int(a), int(b)) for a, b in zip(y_true, y_pred, strict=True)]
    classes = [1] if average == "binary" else sorted({label for pair in pairs for label in pair})
    counts = []
    for name in classes:
        right = sum(1 for a, b in pairs if a == name and b == name)
        extra = sum(1 for a, b in pairs if a != name and b == name)
        missed = sum(1 for a, b in pairs if a == name and b != name)
        counts.append((right, extra, missed))
    if average == "micro":
        counts = [tuple(sum(column) for column in zip(*counts, strict=True))]

    def share(part, rest):
        return Fraction(part, part + rest) if part + rest else Fraction(zero_division)

    rows = [(share(r, e), share(r, m), share(2 * r, e + m)) for r, e, m in counts]
    votes = [r + m for r, _, m in counts] if average == "weighted" else [1] * len(rows)
    return tuple(
        float(sum(v * row[k] for v, row in zip(votes, rows, strict=True)) / sum(votes))
        for k in range(3)
    )


SURVIVORS = {
    "np.union1d(y_true, y_pred) → np.union1d(y_pred, y_true)": "equivalent: a union",
    "np.maximum(whole, 1) → np.maximum(whole, 0)": "equivalent: where it matters, `where` takes "
    "the other branch; the 1 spares a warning",
    "hits, claims, support = (hits.sum(), claims.sum(), support.sum()) → "
    "hits, support, claims = (hits.sum(), claims.sum(), support.sum())": "equivalent: over all "
    "classes, as many examples are claimed as are true",
}
