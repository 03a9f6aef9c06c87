"""One epoch: shuffle, cut into batches, and for each batch a loss, its gradients and one step.

    for each batch B:   L_B = (1/|B|) Σ_{n∈B} L_n(θ),    θ ← step(θ, ∇L_B)

What is told at the end is Σ_B |B| L_B / N. The trap is the plain mean of the L_B: the last batch is
often smaller, and its samples would count for more. It is also a loss *while* learning: every L_B
was measured before its own step, so it can lie above a validation loss taken afterwards, without
any dropout to blame.
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..optimizers.descent import Optimizer
from ..shapes import Labels, Parameters, must
from .batches import batches

__all__ = ["LossOf", "Optimizer", "train_epoch"]

LossOf = Callable[[Labels], tuple[float, Parameters]]
"""From the indices of some samples to their mean loss and its gradients, at the parameters now."""


def train_epoch(
    parameters: Parameters,
    loss_of: LossOf,
    optimizer: Optimizer,
    *,
    samples: int,
    size: int,
    rng: np.random.Generator,
) -> float:
    """The mean loss per sample during one epoch of batches of that size; the parameters move."""
    must(samples >= 1, "samples must be at least 1", samples, "Pass len(x).")
    total = 0.0
    for rows in batches(samples, size, rng):
        loss, gradients = loss_of(rows)
        optimizer.step(parameters, gradients)
        total += loss * len(rows)
    return total / samples
