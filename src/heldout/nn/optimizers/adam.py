"""Adam: a step of about the same length for every parameter, whatever the size of its gradient.

    m ← β₁ m + (1 − β₁) g          m̂ = m / (1 − β₁ᵗ)
    v ← β₂ v + (1 − β₂) g²         v̂ = v / (1 − β₂ᵗ)
    θ ← θ − η m̂ / (√v̂ + ε)

m and v start at 0; dividing by 1 − βᵗ makes them the means that they stand for, and the first step
η long (when |g| ≫ ε). The traps: t begins at 1, since 1 − β⁰ would divide by 0; and leaving the
correction out makes the first steps too long, not too short, because √v is too small by more than m
is: (1 − β₁)/√(1 − β₂) = 3.2 times η. ε is added outside the root, after the correction. A penalty
in the loss is divided by √v̂ like everything else: for weight decay use AdamW.
Source: Kingma and Ba, 2015, algorithm 1.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Parameters
from .pairs import pairs, state

__all__ = ["Adam"]


class Adam:
    """Steps parameters in place; keeps m and v for each by its name."""

    def __init__(
        self,
        learning_rate: float = 1e-3,
        *,
        beta1: float = 0.9,
        beta2: float = 0.999,
        epsilon: float = 1e-8,
    ) -> None:
        self.learning_rate = learning_rate
        self.beta1, self.beta2, self.epsilon = beta1, beta2, epsilon
        self.steps = 0
        self.mean: Parameters = {}
        self.square: Parameters = {}

    def step(self, parameters: Parameters, gradients: Parameters) -> None:
        """One step against the gradients, which have the names and shapes of the parameters."""
        both = list(pairs(parameters, gradients))
        self.steps += 1
        for name, parameter, g in both:
            m = self.mean.setdefault(name, state(parameter))
            v = self.square.setdefault(name, state(parameter))
            m += (1 - self.beta1) * (g - m)
            v += (1 - self.beta2) * (g**2 - v)
            unbiased_m = m / (1 - self.beta1**self.steps)
            unbiased_v = v / (1 - self.beta2**self.steps)
            parameter -= self.learning_rate * unbiased_m / (np.sqrt(unbiased_v) + self.epsilon)
