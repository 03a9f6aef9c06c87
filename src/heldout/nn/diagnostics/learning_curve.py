"""The learning curve: loss against epochs, training beside validation.

    best epoch E = argmin validation          gap = validation − training at the last epoch
    after E, training falls and validation rises: overfitting begins at E

Epochs count from 1. The traps: the validation loss is noisy, so that its first rise is not the
minimum, and the least of the whole curve is taken; training loss is often averaged during the
epoch, with dropout on, and then lies above validation without meaning anything; and log-loss is
unbounded: a few confident errors can lift it while accuracy still improves, so read both. A
validation curve has a hyperparameter on its axis, not epochs: see validation_curve.py.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from ..shapes import must

__all__ = ["LearningCurve", "learning_curve"]


class LearningCurve(NamedTuple):
    """What the two curves say."""

    best_epoch: int  # of the least validation loss, from 1
    best: float  # that loss
    gap: float  # validation − training at the last epoch
    rise: float  # last validation loss − the least one
    says: str  # "overfits from epoch E", "still falls", "does not learn" or "has settled"


def learning_curve(
    training: Sequence[float], validation: Sequence[float], *, tolerance: float = 0.02
) -> LearningCurve:
    """The summary of two curves of one loss per epoch.

    A change counts when it exceeds the tolerance times the range of all losses.
    """
    must(
        len(training) == len(validation) > 0,
        "there must be a training and a validation loss for each epoch",
        (len(training), len(validation)),
        "Evaluate both after each epoch.",
    )
    t, v = np.asarray(training, float), np.asarray(validation, float)  # (T,)
    must(bool(np.isfinite(t).all() and np.isfinite(v).all()), "losses must be finite", "", "NaN?")
    worth = tolerance * (max(t.max(), v.max()) - min(t.min(), v.min()))
    best = int(v.argmin())
    rise = float(v[-1] - v[best])
    if t[0] - t.min() <= worth and len(t) > 1:
        says = "does not learn: the training loss has not fallen"
    elif rise > worth and t[best] - t[-1] > 0:
        says = f"overfits from epoch {best + 1}: validation rises while training falls"
    elif len(t) > 1 and v[-2] - v[-1] > worth:
        says = "still falls: train longer"
    else:
        says = "has settled"
    return LearningCurve(best + 1, float(v[best]), float(v[-1] - t[-1]), rise, says)
