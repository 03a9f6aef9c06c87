"""RMSProp: Adagrad that forgets.

    v ← ρ v + (1 − ρ) g²          θ ← θ − η g / (√v + ε)

A fading mean takes the place of the sum, so that the rate of a parameter recovers about 1/(1 − ρ)
steps after its gradients have become small. The trap is the start: v begins at 0 and is not
corrected, so that the first step is η/√(1 − ρ) long, ten times η with ρ = 0.99. Libraries differ in
ρ (PyTorch 0.99, Keras 0.9) and in ε (here outside the root, as PyTorch).
Source: Tieleman and Hinton, 2012, lecture 6e.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Parameters
from .pairs import pairs, state

__all__ = ["RMSProp"]


class RMSProp:
    """Steps parameters in place; keeps a mean square for each by its name."""

    def __init__(
        self, learning_rate: float = 1e-2, *, rho: float = 0.99, epsilon: float = 1e-8
    ) -> None:
        self.learning_rate = learning_rate
        self.rho, self.epsilon = rho, epsilon
        self.square: Parameters = {}

    def step(self, parameters: Parameters, gradients: Parameters) -> None:
        """One step against the gradients, which have the names and shapes of the parameters."""
        for name, parameter, g in pairs(parameters, gradients):
            v = self.square.setdefault(name, state(parameter))
            v += (1 - self.rho) * (g**2 - v)
            parameter -= self.learning_rate * g / (np.sqrt(v) + self.epsilon)
