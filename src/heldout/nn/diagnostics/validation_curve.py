"""The validation curve: the score on training and validation data against one hyperparameter.

    for each value: fit on training data, score on both          best = argmax of validation
    left of it both are low (underfitting), right of it they part (overfitting), as capacity grows

The traps: the test set has no place in it, since the value that is picked is fitted to whatever it
is picked on; its score at the best value is therefore too good, and a third set says how good the
model is; and one value measured once is noise: give the mean over seeds or folds.
Source: Hastie, Tibshirani and Friedman, 2009, section 7.2.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import NamedTuple, TypeVar

import numpy as np

from ..shapes import must

__all__ = ["ValidationCurve", "validation_curve"]

Value = TypeVar("Value")


class ValidationCurve(NamedTuple):
    """Scores in the order of the values; higher is better."""

    training: list[float]
    validation: list[float]
    best: int  # index of the value with the highest validation score, the first of equals
    gaps: list[float]  # training − validation


def validation_curve(
    score: Callable[[Value], tuple[float, float]], values: Sequence[Value]
) -> ValidationCurve:
    """Fits and scores at each value: `score(value)` is (training, validation)."""
    must(len(values) > 0, "there must be values to try", "none", "Try three or more.")
    training, validation = map(list, zip(*(score(value) for value in values), strict=True))
    must(bool(np.isfinite(validation).all()), "scores must be finite", validation, "Diverged?")
    gaps = [t - v for t, v in zip(training, validation, strict=True)]
    return ValidationCurve(training, validation, int(np.argmax(validation)), gaps)
