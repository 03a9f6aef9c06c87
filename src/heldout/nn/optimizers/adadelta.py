"""Adadelta: steps that have the unit of the parameter, and no learning rate to choose.

    v ← ρ v + (1 − ρ) g²
    Δ = √(u + ε) / √(v + ε) · g
    u ← ρ u + (1 − ρ) Δ²
    θ ← θ − η Δ                                   η = 1 unless given

The ratio of the two roots has the unit of θ over that of g, as the inverse of a Hessian has. The
trap is the start: u = 0, so that the first step is about √(ε/(1 − ρ)) whatever the problem, 0.003
with the usual values; what looks like no hyperparameter is ε in disguise. The other trap is the
end: near a minimum Δ has the size of the steps before it, not of g, and ε makes it grow a little
each time, so that it circles ever wider; lower η at last. u is updated after Δ is taken.
Source: Zeiler, 2012, algorithm 1.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Parameters
from .pairs import pairs, state

__all__ = ["Adadelta"]


class Adadelta:
    """Steps parameters in place; keeps two mean squares, of gradients and of steps, for each."""

    def __init__(
        self, learning_rate: float = 1.0, *, rho: float = 0.9, epsilon: float = 1e-6
    ) -> None:
        self.learning_rate = learning_rate
        self.rho, self.epsilon = rho, epsilon
        self.square: Parameters = {}
        self.moved: Parameters = {}

    def step(self, parameters: Parameters, gradients: Parameters) -> None:
        """One step against the gradients, which have the names and shapes of the parameters."""
        for name, parameter, g in pairs(parameters, gradients):
            v = self.square.setdefault(name, state(parameter))
            u = self.moved.setdefault(name, state(parameter))
            v += (1 - self.rho) * (g**2 - v)
            delta = np.sqrt(u + self.epsilon) / np.sqrt(v + self.epsilon) * g
            u += (1 - self.rho) * (delta**2 - u)
            parameter -= self.learning_rate * delta
