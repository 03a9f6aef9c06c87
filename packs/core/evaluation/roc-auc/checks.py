"""What the area under the ROC curve is tried with."""

from fractions import Fraction

import numpy as np

from heldout.authoring import laid_out

TOLERANCE = (1e-9, 1e-9)


def inputs(rng, size):
    """Few or many examples, rare or frequent positives, scores with and without ties."""
    count = int(rng.integers(1 + size, 4 + 6 * size))
    labels = rng.random(count) < rng.choice([0.2, 0.5, 0.8])
    scores = 1.5 * labels + rng.normal(scale=2.0, size=count)
    way = rng.choice(["logits", "probabilities", "rounded", "few values", "integers"])
    if way == "probabilities":
        scores = 1.0 / (1.0 + np.exp(-scores))
    elif way == "rounded":
        scores = np.round(scores, 1)
    elif way == "few values":
        scores = rng.choice([-1.5, 0.0, 0.25], size=count)
    elif way == "integers":
        scores = np.round(scores).astype(np.int64)
    if scores.dtype.kind == "f" and rng.random() < 0.3:
        scores = scores.astype(np.float32)
    return {
        "y_true": laid_out(rng, labels.astype(rng.choice(["int64", "uint8", "bool"]))),
        "scores": laid_out(rng, scores),
    }


def _case(labels, scores):
    return {"y_true": np.array(labels), "scores": np.array(scores)}


POINTS = {
    "every positive above every negative": _case([0, 1, 0, 1], [0.1, 0.9, 0.3, 0.8]),
    "every positive below every negative": _case([1, 0, 1, 0], [0.1, 0.9, 0.3, 0.8]),
    "all scores equal": _case([1, 0, 0, 1, 0], [0.5, 0.5, 0.5, 0.5, 0.5]),
    "a tie between the classes, positive first": _case([1, 0, 1, 0], [0.8, 0.8, 0.9, 0.1]),
    "a tie between the classes, negative first": _case([0, 1, 1, 0], [0.8, 0.8, 0.9, 0.1]),
    "a tie within a class": _case([1, 1, 0, 0, 0], [0.7, 0.7, 0.9, 0.2, 0.2]),
    "two groups of ties": _case([1, 0, 1, 0, 0, 1, 1], [2.0, 2.0, 1.0, 1.0, 1.0, 1.0, 3.0]),
    "scores that are not probabilities": _case([0, 1, 1, 0, 1], [-7.0, -3.0, 40.0, 12.0, -9.0]),
    "all scores above one half": _case([0, 1, 0, 1, 1], [0.6, 0.7, 0.95, 0.9, 0.55]),
    "whole numbers as scores": _case([1, 0, 1, 0, 1], [3, 3, 5, 1, 0]),
    "labels of type bool": _case([True, False, True, False, False], [0.3, 0.4, 0.9, 0.1, 0.3]),
    "labels of eight bits": {
        "y_true": np.array([1, 0, 0, 1, 0], dtype=np.uint8),
        "scores": np.array([0.2, 0.1, 0.6, 0.6, 0.3]),
    },
    "one positive among many": _case(
        [0, 0, 0, 1, 0, 0, 0, 0], [1.0, 4.0, 2.0, 3.0, 0.0, 6.0, 5.0, 7.0]
    ),
    "one of each": _case([1, 0], [0.4, 0.3]),
    "scores that differ in the last digits": _case([1, 0, 0], [0.3, 0.1 + 0.2, 0.2]),
    "no positive": _case([0, 0, 0], [0.2, 0.7, 0.4]),
    "no negative": _case([1, 1], [0.9, 0.1]),
    "a single example": _case([1], [0.5]),
}

EXAMPLE = _case([1, 1, 0, 0, 1], [0.9, 0.6, 0.6, 0.2, 0.1])


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
