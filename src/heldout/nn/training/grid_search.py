"""Grid search: every combination of the listed values.

    combinations = n_1 × n_2 × … × n_d          values tried of axis j: n_j, whatever the cost

Letters: d hyperparameters (axes), n_j values of the j-th. Its trap is in the product: nine trials
over two axes test three values of each, and if one axis does not matter, six of nine were spent on
repeating the same three. Space the values of a scale parameter (learning rate, λ) by factors.
Ties go to the first combination, so list the simplest value of each axis first.
"""

from __future__ import annotations

import itertools
from collections.abc import Callable, Mapping, Sequence
from typing import Any

from ..shapes import must
from .trials import Settings, Trial

__all__ = ["grid", "grid_search"]


def grid(axes: Mapping[str, Sequence[Any]]) -> list[Settings]:
    """Every combination of the values, by name; the last axis changes fastest."""
    for name, choices in axes.items():
        must(len(choices) > 0, f"{name} must have a value or more", "none", "List its values.")
    return [dict(zip(axes, chosen, strict=True)) for chosen in itertools.product(*axes.values())]


def grid_search(score: Callable[..., float], axes: Mapping[str, Sequence[Any]]) -> list[Trial]:
    """A trial for each combination: `score(**settings)` is called once for each, in order."""
    return [Trial(settings, score(**settings)) for settings in grid(axes)]
