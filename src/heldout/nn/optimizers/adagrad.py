"""Adagrad: what is seldom seen moves far when it is seen.

    s ← s + g²          θ ← θ − η g / (√s + ε)

Each parameter's step is divided by the root of all its squared gradients so far. A feature that
occurs once in a thousand samples keeps its rate; one that occurs always slows as 1/√t. The trap is
that s never falls: the rate only ever shrinks, and where the problem changes after a long time the
optimizer cannot follow; RMSProp forgets. ε stands outside the root; with it inside, √(s + ε), a
first gradient below √ε would move too little.
Source: Duchi, Hazan and Singer, 2011, figure 1.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Parameters
from .pairs import pairs, state

__all__ = ["Adagrad"]


class Adagrad:
    """Steps parameters in place; keeps a sum of squares for each by its name."""

    def __init__(self, learning_rate: float = 1e-2, *, epsilon: float = 1e-10) -> None:
        self.learning_rate, self.epsilon = learning_rate, epsilon
        self.square: Parameters = {}

    def step(self, parameters: Parameters, gradients: Parameters) -> None:
        """One step against the gradients, which have the names and shapes of the parameters."""
        for name, parameter, g in pairs(parameters, gradients):
            s = self.square.setdefault(name, state(parameter))
            s += g**2
            parameter -= self.learning_rate * g / (np.sqrt(s) + self.epsilon)
