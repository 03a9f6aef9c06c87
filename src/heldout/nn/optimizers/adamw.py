"""AdamW: Adam, with the weight decay beside it instead of inside.

    θ ← (1 − η λ) θ          then one step of Adam with the gradient of the loss alone

A penalty ½λ‖θ‖² adds λθ to the gradient. In gradient descent that is the same as shrinking; Adam
divides it by √v̂, so that weights with large gradients hardly decay. Here every weight shrinks by
the same factor. The trap is the unit of λ: here it is multiplied by η (as in PyTorch), so a
schedule of η schedules the decay too, and good values are near 0.01 to 0.1, not the 1e-4 of a
penalty.
Source: Loshchilov and Hutter, 2019, algorithm 2 (whose η is a multiplier beside the rate α).
"""

from __future__ import annotations

from collections.abc import Collection

from ..shapes import Parameters, must
from .adam import Adam
from .pairs import pairs
from .weight_decay import shrink

__all__ = ["AdamW"]


class AdamW:
    """Steps parameters in place; `undecayed` names those that shall not shrink (biases)."""

    def __init__(
        self,
        learning_rate: float = 1e-3,
        *,
        decay: float = 1e-2,
        beta1: float = 0.9,
        beta2: float = 0.999,
        epsilon: float = 1e-8,
        undecayed: Collection[str] = (),
    ) -> None:
        must(decay >= 0, "decay must not be negative", decay, "Weights would grow.")
        self.decay, self.undecayed = decay, undecayed
        self.adam = Adam(learning_rate, beta1=beta1, beta2=beta2, epsilon=epsilon)

    @property
    def learning_rate(self) -> float:
        """The rate of the step and, times λ, of the decay; schedules set it."""
        return self.adam.learning_rate

    @learning_rate.setter
    def learning_rate(self, rate: float) -> None:
        self.adam.learning_rate = rate

    def step(self, parameters: Parameters, gradients: Parameters) -> None:
        """One step against the gradients, which have the names and shapes of the parameters."""
        list(pairs(parameters, gradients))  # nothing shrinks unless the step can follow
        shrink(parameters, self.learning_rate * self.decay, self.undecayed)
        self.adam.step(parameters, gradients)
