"""What the area under the ROC curve is tried with."""

from fractions import Fraction

import numpy as np

from heldout.authoring import credit, laws, point

TOLERANCE = (1e-9, 1e-9)


def inputs(draw):
    """Few or many examples, rare or frequent positives, scores with and without ties."""
    count = draw.integer(2, 4 + 6 * draw.scale)
    labels = draw.between(0.0, 1.0, count) < draw.one_of(0.6, 0.2, 0.8)
    labels[0], labels[-1] = draw.one_of((True, False), (False, True))
    scores = 1.5 * labels + draw.numbers(count, spread=2.0)
    look = draw.one_of("rounded", "few values", "logits", "probabilities")
    if look == "rounded":
        scores = np.round(scores, 1)
    elif look == "few values":
        scores = np.clip(np.round(scores / 2.0), -1.0, 1.0) / 4.0
    elif look == "probabilities":
        scores = 1.0 / (1.0 + np.exp(-scores))
    kind = draw.dtype("float64", "float32", "int64")
    if kind == "int64":
        scores = np.rint(4.0 * scores)
    return {
        "y_true": draw.laid_out(labels, draw.one_of("int64", "bool", "uint8")),
        "scores": draw.laid_out(scores, kind),
    }


def _case(says, labels, scores):
    return point(says, y_true=np.array(labels), scores=np.array(scores))


_PAIRS = "gets a higher score than a negative drawn at random"
_TIE = "where a **tie counts one half**"
_EXACT = "only scores that are exactly equal are a tie"
_ANY = "finite numbers of any size"
_LABELS = "1 for a positive and 0 for a negative, of integer **or bool** type."
_MISSING = "If one of the classes is missing, there is no pair and no curve"

POINTS = {
    "every positive above every negative": _case(_PAIRS, [0, 1, 0, 1], [0.1, 0.9, 0.3, 0.8]),
    "every positive below every negative": _case(_PAIRS, [1, 0, 1, 0], [0.1, 0.9, 0.3, 0.8]),
    "all scores equal": _case(_TIE, [1, 0, 0, 1, 0], [0.5, 0.5, 0.5, 0.5, 0.5]),
    "a tie between the classes, positive first": _case(_TIE, [1, 0, 1, 0], [0.8, 0.8, 0.9, 0.1]),
    "a tie between the classes, negative first": _case(_TIE, [0, 1, 1, 0], [0.8, 0.8, 0.9, 0.1]),
    "a tie within a class": _case(_TIE, [1, 1, 0, 0, 0], [0.7, 0.7, 0.9, 0.2, 0.2]),
    "two groups of ties": _case(_TIE, [1, 0, 1, 0, 0, 1, 1], [2.0, 2.0, 1.0, 1.0, 1.0, 1.0, 3.0]),
    "scores that are not probabilities": _case(
        "They need not be probabilities.", [0, 1, 1, 0, 1], [-7.0, -3.0, 40.0, 12.0, -9.0]
    ),
    "all scores above one half": _case(
        "drawn through all thresholds", [0, 1, 0, 1, 1], [0.6, 0.7, 0.95, 0.9, 0.55]
    ),
    "whole numbers as scores": _case("float64, float32 or int64", [1, 0, 1, 0, 1], [3, 3, 5, 1, 0]),
    "labels of type bool": _case(
        _LABELS, [True, False, True, False, False], [0.3, 0.4, 0.9, 0.1, 0.3]
    ),
    "labels of eight bits": point(
        _LABELS,
        y_true=np.array([1, 0, 0, 1, 0], dtype=np.uint8),
        scores=np.array([0.2, 0.1, 0.6, 0.6, 0.3]),
    ),
    "one positive among many": _case(
        _PAIRS, [0, 0, 0, 1, 0, 0, 0, 0], [1.0, 4.0, 2.0, 3.0, 0.0, 6.0, 5.0, 7.0]
    ),
    "one of each": _case(_PAIRS, [1, 0], [0.4, 0.3]),
    "scores that differ in the last digits": _case(_EXACT, [1, 0, 0], [0.3, 0.1 + 0.2, 0.2]),
    "huge scores and tiny ones": _case(_ANY, [1, 0, 1, 0], [-1e300, 1e300, 1e-300, -1e-300]),
    "thresholds far from even": _case(_ANY, [0, 0, 1, 1], [0.1, 0.2, 0.3, 1e6]),
    "no positive": _case(_MISSING, [0, 0, 0], [0.2, 0.7, 0.4]),
    "no negative": _case(_MISSING, [1, 1], [0.9, 0.1]),
    "a single example": _case("N is at least 1", [1], [0.5]),
}

CREDIT = [
    credit(75, "the area, where a tie counts one half"),
    credit(
        15,
        "nan where a class is missing",
        points=("no positive", "no negative", "a single example"),
    ),
    credit(10, "arguments left alone", effects=True),
]

LAWS = [
    laws.ignores_permutation(("y_true", "scores"), 0),
    laws.scale_free("scores"),
]

EXAMPLE = {
    "y_true": np.array([1, 1, 0, 0, 1]),
    "scores": np.array([0.9, 0.6, 0.6, 0.2, 0.1]),
}


def second_opinion(y_true, scores):
    """All pairs, counted in exact halves."""
    examples = list(zip(y_true.tolist(), scores.tolist(), strict=True))
    positives = [score for label, score in examples if label]
    negatives = [score for label, score in examples if not label]
    if not positives or not negatives:
        return float("nan")
    halves = sum((a > b) + (a >= b) for a in positives for b in negatives)
    return float(Fraction(halves, 2 * len(positives) * len(negatives)))


SURVIVORS = {
    "wins_possible == 0 → wins_possible == -1": "equivalent: without the guard NumPy divides 0 "
    "by 0, which is nan as well",
    "if wins_possible == 0: … → if False: …": "equivalent: without the guard NumPy "
    "divides 0 by 0, which is nan as well; the guard says so, and spares the warning",
}
