"""GridSearchCV: the grid, every combination cross-validated, the best one fitted on all rows.

    fits = combinations × folds + 1 (the refit)

It uses no test rows, so that a test score of the refitted model is honest, while its own best score
is not: the best of many noisy means is too high by selection. All combinations see the same folds;
the trap is a generator of folds, which the first combination empties. In scikit-learn
`scoring="roc_auc"` is binary and gives nan on three classes: use "roc_auc_ovr".
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np

from ..shapes import Array, Labels, must
from .cross_validation import Fit, Fold, Score, cross_validate
from .grid_search import grid
from .trials import Trial, best_trial

__all__ = ["GridSearchCV", "grid_search_cv"]


@dataclass(frozen=True)
class GridSearchCV:
    """What the search found."""

    trials: list[Trial]  # in the order of the grid, each with its mean score
    fold_scores: Array  # (combinations, folds)
    best: Trial
    model: Any  # fitted on all rows with the best settings
    fits: int  # with the refit


def grid_search_cv(
    fit: Fit,
    score: Score,
    axes: Mapping[str, Sequence[Any]],
    x: Array,
    y: Array | Labels,
    folds: Iterable[Fold],
) -> GridSearchCV:
    """Scores every combination on every fold; the highest mean wins, of equals the first."""
    folds = list(folds)  # a generator would be empty for the second combination
    must(len(folds) >= 2, "folds must be two or more", len(folds), "One split is no cross-check.")
    combinations = grid(axes)
    scores = np.array(
        [cross_validate(fit, score, x, y, folds, **settings) for settings in combinations]
    )  # (combinations, folds)
    trials = [
        Trial(settings, float(mean))
        for settings, mean in zip(combinations, scores.mean(axis=1), strict=True)
    ]
    best = best_trial(trials)
    model = fit(x, y, **best.settings)
    return GridSearchCV(trials, scores, best, model, scores.size + 1)
