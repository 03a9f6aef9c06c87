"""Cross-validation of a way to fit: one score for each fold, each on rows its model has not seen.

    s_k = score(fit(rows outside fold k), rows of fold k)          mean s̄, standard deviation over k

It measures and does not cure: no model gets better by it. The traps are leaks. All that learns from
data, also scaling and the choice of features, belongs inside `fit`; done before, it has seen the
held-out rows. And the folds' scores share most of their training rows, so their spread divided by
√K is too small an error of the mean.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import Any

import numpy as np

from ..shapes import Array, Labels, must

__all__ = ["Fit", "Fold", "Score", "cross_validate"]

Fit = Callable[..., Any]  # fit(x, y, **settings) gives a model
Score = Callable[[Any, Array, Array | Labels], float]  # score(model, x, y): higher is better
Fold = tuple[Labels, Labels]  # indices to train on, and indices to score


def cross_validate(
    fit: Fit, score: Score, x: Array, y: Array | Labels, folds: Iterable[Fold], **settings: Any
) -> list[float]:
    """The score on each fold of a model that was fitted on its other rows, with these settings."""
    must(len(x) == len(y), "x and y must have one row each", f"{len(x)}, {len(y)}", "Cut both.")
    scores = []
    for train, held_out in folds:
        must(
            len(np.intersect1d(train, held_out)) == 0,
            "no row may be both trained on and scored",
            f"{len(np.intersect1d(train, held_out))} shared rows",
            "Pass (train, held out) index pairs that are disjoint.",
        )
        scores.append(score(fit(x[train], y[train], **settings), x[held_out], y[held_out]))
    return scores
