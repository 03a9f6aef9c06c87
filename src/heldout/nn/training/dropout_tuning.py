"""Tuning the dropout rate: `Dropout({{uniform(0, 1)}})` asks a tuner for just this.

    p_i ~ U(0, 1),   train with p_i,   keep the p_i with the best validation score

p is the share that is *dropped* (Keras, PyTorch), not the share that is kept: reading it the other
way turns the strongest regularization into the weakest. p = 1 would drop everything and divide by
0; the draw leaves 1 out. Half of all draws lie above 0.5, where a small network underfits: with few
trials, a narrower interval such as (0, 0.6) spends them better.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..shapes import must
from .random_search import random_search, uniform
from .trials import Trial

__all__ = ["tune_dropout"]


def tune_dropout(
    score: Callable[[float], float],
    trials: int,
    rng: np.random.Generator,
    *,
    low: float = 0.0,
    high: float = 1.0,
) -> list[Trial]:
    """Trials of `score(rate)` for rates drawn from low to high, by rising rate.

    The score is of validation data and higher is better: `best_trial` finds the rate to keep.
    """
    must(0 <= low < high <= 1, "0 ≤ low < high ≤ 1 must hold", f"{low}, {high}", "Rates drop.")
    tried = random_search(lambda rate: score(rate), {"rate": uniform(low, high)}, trials, rng)
    return sorted(tried, key=lambda trial: float(trial.settings["rate"]))
