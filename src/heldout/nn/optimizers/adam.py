"""Adam: a step of about the same length for every parameter, whatever the size of its gradient.

    m ← β₁ m + (1 − β₁) g          m̂ = m / (1 − β₁ᵗ)
    v ← β₂ v + (1 − β₂) g²         v̂ = v / (1 − β₂ᵗ)
    θ ← θ − η m̂ / (√v̂ + ε)

m and v start at 0 and would be too small at first; dividing by 1 − βᵗ mends that, and makes the
first step η long (when |g| ≫ ε). ε is added outside the root. Source: Kingma and Ba, 2015,
algorithm 1.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Parameters

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
        self.steps += 1
        for name, parameter in parameters.items():
            g = gradients[name]
            m = self.mean.setdefault(name, np.zeros_like(parameter))
            v = self.square.setdefault(name, np.zeros_like(parameter))
            m += (1 - self.beta1) * (g - m)
            v += (1 - self.beta2) * (g**2 - v)
            unbiased_m = m / (1 - self.beta1**self.steps)
            unbiased_v = v / (1 - self.beta2**self.steps)
            parameter -= self.learning_rate * unbiased_m / (np.sqrt(unbiased_v) + self.epsilon)
