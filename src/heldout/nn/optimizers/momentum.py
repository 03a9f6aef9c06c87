"""Momentum: the step is a fading sum of all gradients so far.

    v ← β v + (1 − d) g          θ ← θ − η v          v₀ = 0; damping d, 0 unless given

The gradient of k steps ago weighs βᵏ. Where gradients agree, the sum tends to g/(1 − β): with
β = 0.9 the step is ten times η g. Where they alternate, as across a ravine, they cancel.

The trap is that there are two conventions. This is PyTorch's (Polyak's): d = 0, with the effective
rate η/(1 − β). Others average, v ← βv + (1 − β)g, which is d = β: the same path needs η/(1 − β) for
the η here, so that a rate copied from one to the other is wrong by a factor of 10. (PyTorch takes
the first gradient undamped whatever its dampening; with d > 0 the first steps differ from it.)
Momentum does not mend vanished gradients: a sum of zeros is zero.
Source: Polyak, 1964; Sutskever et al., 2013, equation 1.
"""

from __future__ import annotations

from ..shapes import Parameters, must
from .pairs import pairs, state

__all__ = ["Momentum"]


class Momentum:
    """Steps parameters in place; keeps a velocity for each by its name."""

    def __init__(self, learning_rate: float, *, beta: float = 0.9, damping: float = 0.0) -> None:
        must(0 <= beta < 1, "beta must be from 0 to below 1", beta, "0.9 is usual.")
        self.learning_rate = learning_rate
        self.beta, self.damping = beta, damping
        self.velocity: Parameters = {}

    def step(self, parameters: Parameters, gradients: Parameters) -> None:
        """One step against the gradients, which have the names and shapes of the parameters."""
        for name, parameter, g in pairs(parameters, gradients):
            v = self.velocity.setdefault(name, state(parameter))
            v *= self.beta
            v += (1 - self.damping) * g
            parameter -= self.learning_rate * v
