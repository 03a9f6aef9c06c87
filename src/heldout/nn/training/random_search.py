"""Random search: draw each hyperparameter by itself, for every trial anew.

    uniform:       x ~ U(low, high)
    log-uniform:   ln x ~ U(ln low, ln high)                 equal chance for every factor of ten
    chance that the best of n trials lies in the top share q of all settings:   1 − (1 − q)ⁿ

n trials try n values of every axis, where a grid tries the d-th root of n. So it is better when few
axes matter, which is usual and not known beforehand; when all matter alike, a grid is as good. The
chance does not depend on the number of axes: 59 trials find the top 5 % with 95 %.
The trap is the scale: drawn uniformly from 1e-5 to 1, nine of ten learning rates lie above 0.1.
Source: Bergstra and Bengio, 2012.
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from typing import Any

import numpy as np

from ..shapes import must
from .trials import Trial

__all__ = ["Draw", "chance_of_top", "log_uniform", "random_search", "uniform"]

Draw = Callable[["np.random.Generator"], Any]  # quoted: random loads when it is used


def uniform(low: float, high: float) -> Draw:
    """Draws a number from low up to high, high left out."""
    must(low < high, "low must lie below high", f"{low} and {high}", "Exchange them.")
    return lambda rng: float(rng.uniform(low, high))


def log_uniform(low: float, high: float) -> Draw:
    """Draws a positive number whose logarithm is uniform, for parameters that are scales."""
    must(0 < low < high, "0 < low < high must hold", f"{low} and {high}", "0 has no logarithm.")
    return lambda rng: math.exp(rng.uniform(math.log(low), math.log(high)))


def random_search(
    score: Callable[..., float], axes: Mapping[str, Draw], trials: int, rng: np.random.Generator
) -> list[Trial]:
    """That many trials, with a fresh draw from each axis: `score(**settings)`, once for each."""
    must(trials >= 1, "trials must be at least 1", trials, "Say how many fits you can pay for.")
    tried = []
    for _ in range(trials):
        settings = {name: draw(rng) for name, draw in axes.items()}
        tried.append(Trial(settings, score(**settings)))
    return tried


def chance_of_top(share: float, trials: int) -> float:
    """The chance that one of the trials lies in the top share of all settings."""
    must(0 <= share <= 1, "share must lie from 0 to 1", share, "0.05 is the top 5 %.")
    return 1 - (1 - share) ** trials
