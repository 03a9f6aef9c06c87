"""Averages of the weights along the way: calmer than the last weights.

    exponential   a ← β a + (1 − β) θ,  a₀ = 0          â = a / (1 − βᵗ)
    uniform       ā ← ā + (θ − ā)/n                     (stochastic weight averaging, SWA)

Noisy steps jump about the minimum; their mean lies nearer to it. The exponential average looks back
about 1/(1 − β) steps; started at 0 it is too small by 1 − βᵗ, which is divided out here, so that it
is a true weighted mean from the first step on. The traps: starting the average at the first weights
instead keeps βᵗ of an untrained model in it, 37 % after 1,000 steps with β = 0.999; and batch
norm's running statistics belong to the weights that made them: they must be taken anew for the
average.
Source: Polyak and Juditsky, 1992; Izmailov et al., 2018, algorithm 1; correction: Kingma and Ba,
2015.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Parameters, must
from .pairs import state

__all__ = ["ExponentialAverage", "UniformAverage"]


class ExponentialAverage:
    """Feed it the parameters after each step; read `value()` to evaluate."""

    def __init__(self, beta: float = 0.999) -> None:
        must(0 <= beta < 1, "beta must be from 0 to below 1", beta, "0.999 is usual.")
        self.beta = beta
        self.steps = 0
        self.average: Parameters = {}

    def update(self, parameters: Parameters) -> None:
        """Take these weights in; the parameters are read, not kept."""
        self.steps += 1
        for name, parameter in parameters.items():
            a = self.average.setdefault(name, state(parameter))
            a += (1 - self.beta) * (parameter - a)

    def value(self) -> Parameters:
        """New arrays: the weighted mean of all weights seen, float32 or wider."""
        must(self.steps > 0, "an average must have seen weights", "none", "Call update first.")
        return {name: a / (1 - self.beta**self.steps) for name, a in self.average.items()}


class UniformAverage:
    """Feed it the parameters at the end of each epoch of the last stretch; read `value()`."""

    def __init__(self) -> None:
        self.seen = 0
        self.average: Parameters = {}

    def update(self, parameters: Parameters) -> None:
        """Take these weights in; the parameters are read, not kept."""
        self.seen += 1
        for name, parameter in parameters.items():
            a = self.average.setdefault(name, state(parameter))
            a += (parameter - a) / self.seen

    def value(self) -> Parameters:
        """New arrays: the mean of all weights seen, float32 or wider."""
        must(self.seen > 0, "an average must have seen weights", "none", "Call update first.")
        return {name: np.copy(a) for name, a in self.average.items()}
