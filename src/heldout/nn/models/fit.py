"""The training loop: forward, loss, backward, step, batch after batch.

It is the same for every model that keeps to the contract, whatever the loss: the targets are labels
for a classifier, the inputs themselves for an autoencoder, and clean inputs for a denoising one.
The trap is the last batch, which may be smaller: the loss of an epoch weighs batches by their size.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import numpy as np

from ..shapes import Array, Parameters, must
from ..training.batches import batches

__all__ = ["Model", "Stepper", "fit", "hits"]


class Model(Protocol):
    """Parameters by name, a way forward and a way back."""

    parameters: Parameters

    def forward(self, x: Array, *, training: bool = False) -> tuple[Array, Any]:
        """Outputs and the cache."""

    def backward(self, dy: Array, cache: Any) -> Parameters:
        """Gradients under the names of the parameters."""


class Stepper(Protocol):
    """An optimizer."""

    def step(self, parameters: Parameters, gradients: Parameters) -> None:
        """Changes the parameters in place."""


def fit(
    model: Model,
    x: Array,
    target: Any,
    loss: Callable[[Array, Any], tuple[float, Array]],
    optimizer: Stepper,
    rng: np.random.Generator,
    *,
    epochs: int,
    size: int = 32,
) -> list[float]:
    """The mean training loss of each epoch, measured while it trains: before each step.

    `loss(output, target)` returns its value and its gradient by the output.
    """
    must(len(x) == len(target), "there must be a target for each input", (len(x), len(target)), "")
    losses = []
    for _ in range(epochs):
        total = 0.0
        for chosen in batches(len(x), size, rng):
            y, cache = model.forward(x[chosen], training=True)
            value, dy = loss(y, target[chosen])
            optimizer.step(model.parameters, model.backward(dy, cache))
            total += value * len(chosen)
        losses.append(total / len(x))
    return losses


def hits(model: Model, x: Array, labels: Any) -> float:
    """The share of inputs whose largest output is that of the label."""
    return float((model.forward(x)[0].argmax(axis=1) == labels).mean())
