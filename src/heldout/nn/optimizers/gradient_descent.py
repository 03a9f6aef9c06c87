"""Gradient descent: a step down the steepest slope.

    θ ← θ − η g          g = ∇L(θ)

Along an eigenvector of the Hessian with eigenvalue λ the distance to the minimum is multiplied by
1 − ηλ at each step: it shrinks for 0 < η < 2/λ_max and grows beyond. The trap is to think that it
ends in a minimum: it stops wherever the gradient is 0, on a saddle too, and with η too large
nowhere. Whether it is batch, stochastic or mini-batch descent depends only on the samples that the
gradient was taken of; descent.py has the three loops.
Source: Cauchy, 1847; Robbins and Monro, 1951.
"""

from __future__ import annotations

from ..shapes import Parameters
from .pairs import pairs

__all__ = ["GradientDescent"]


class GradientDescent:
    """Steps parameters in place; keeps nothing but its learning rate."""

    def __init__(self, learning_rate: float) -> None:
        self.learning_rate = learning_rate

    def step(self, parameters: Parameters, gradients: Parameters) -> None:
        """One step against the gradients, which have the names and shapes of the parameters."""
        for _, parameter, g in pairs(parameters, gradients):
            parameter -= self.learning_rate * g
