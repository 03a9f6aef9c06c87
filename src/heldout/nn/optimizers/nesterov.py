"""Nesterov momentum: the gradient corrects the velocity where it is about to lead.

    v ← β v + g(θ − η β v)          θ ← θ − η v                                       as published
    v ← β v + g(θ̃)                 θ̃ ← θ̃ − η (g(θ̃) + β v)                          as computed

The published rule needs the gradient at a point ahead, which an optimizer that is handed gradients
cannot ask for. Written for the point ahead, θ̃ = θ − ηβv, it needs no second point: this is what
PyTorch computes and what stands here. The trap follows: the parameters that you hold are θ̃, not θ;
when the velocity has died down they are the same.
Source: Nesterov, 1983; Sutskever et al., 2013, equations 3 and 4; Bengio et al., 2013, equation 7.
"""

from __future__ import annotations

from ..shapes import Parameters, must
from .pairs import pairs, state

__all__ = ["Nesterov"]


class Nesterov:
    """Steps parameters in place; keeps a velocity for each by its name."""

    def __init__(self, learning_rate: float, *, beta: float = 0.9) -> None:
        must(0 <= beta < 1, "beta must be from 0 to below 1", beta, "0.9 is usual.")
        self.learning_rate, self.beta = learning_rate, beta
        self.velocity: Parameters = {}

    def step(self, parameters: Parameters, gradients: Parameters) -> None:
        """One step against the gradients, which have the names and shapes of the parameters."""
        for name, parameter, g in pairs(parameters, gradients):
            v = self.velocity.setdefault(name, state(parameter))
            v *= self.beta
            v += g
            parameter -= self.learning_rate * (g + self.beta * v)
