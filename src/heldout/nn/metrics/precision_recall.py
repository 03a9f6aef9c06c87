"""Precision, recall and F1, from a confusion matrix; and what rarity does to precision.

    precision = TP / (TP + FP)      of what was called so, the share that is
    recall    = TP / (TP + FN)      of what is so, the share that was found
    F1        = 2 TP / (2 TP + FP + FN),  the harmonic mean of both
    macro: the mean over the classes;  micro: from the sums of TP, FP, FN over the classes
    by Bayes  precision = π r / (π r + (1 − π) f),   prevalence π, recall r, false-positive rate f

A detector that finds every attack with false alarms on 0.1 % of normal traffic has precision 1 %
when 1 request in 100,000 is an attack. Traps: a class that is never called has precision 0/0, and
one that never occurs recall 0/0: `zero_division` says what to put, 0 unless told. Macro F1 is the
mean of the F1s, not the F1 of the means. Micro, with one label a sample, is the accuracy three
times over, since each false positive of one class is the false negative of another.
Source: van Rijsbergen, 1979 (F1).
"""

from __future__ import annotations

from typing import Literal, NamedTuple

import numpy as np

from ..shapes import Array, Labels, must, sizes

__all__ = ["PrecisionRecall", "precision_from_rates", "precision_recall_f1"]


class PrecisionRecall(NamedTuple):
    """Each (C,) for the classes, or () when averaged."""

    precision: Array
    recall: Array
    f1: Array


def precision_recall_f1(
    confusion: Labels,
    average: Literal["macro", "micro"] | None = None,
    zero_division: float = 0.0,
) -> PrecisionRecall:
    """Of each class (C,), or averaged (), float64; the matrix (C, C) has the truth in its rows."""
    matrix = np.asarray(confusion, dtype=np.float64)
    C, columns = sizes("confusion", matrix, "C C")
    must(columns == C, "confusion must be square", matrix.shape, "A row and a column a class.")
    must(
        average in {None, "macro", "micro"},
        "average must be known",
        average,
        "macro, micro or None.",
    )
    hit = np.diag(matrix)  # (C,) TP
    called, there = matrix.sum(axis=0), matrix.sum(axis=1)  # (C,) TP + FP, TP + FN
    if average == "micro":
        hit, called, there = hit.sum(), called.sum(), there.sum()
    each = PrecisionRecall(
        _share(hit, called, zero_division),
        _share(hit, there, zero_division),
        _share(2 * hit, called + there, zero_division),
    )
    if average == "macro":
        return PrecisionRecall(*(np.asarray(one.mean()) for one in each))
    return each


def precision_from_rates(prevalence: float, recall: float, false_positive_rate: float) -> float:
    """The precision of a test with these rates where so many are positive; all from 0 to 1."""
    for name, rate in (
        ("prevalence", prevalence),
        ("recall", recall),
        ("false_positive_rate", false_positive_rate),
    ):
        must(0 <= rate <= 1, f"{name} must lie from 0 to 1", rate, "Divide per cent by 100.")
    found, alarms = prevalence * recall, (1 - prevalence) * false_positive_rate
    must(found + alarms > 0, "something must be called positive", 0, "Precision is 0/0 there.")
    return found / (found + alarms)


def _share(part: Array, whole: Array, zero_division: float) -> Array:
    empty = np.full(np.shape(whole), zero_division)
    return np.divide(part, whole, out=empty, where=np.asarray(whole) > 0)
