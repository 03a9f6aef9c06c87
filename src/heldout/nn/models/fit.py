"""The training loop of a whole model: forward, loss, backward, step, batch after batch.

It is the same for every model that keeps to the contract, whatever the loss: targets are labels for
a classifier, the inputs themselves for an autoencoder, several columns for several tasks.
The trap is the mode: in training dropout draws and batch norm uses the batch; whoever measures has
to call `forward` without `training=True`, which is therefore not the default.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, Protocol

import numpy as np

from ..shapes import Array, Labels, Parameters, must
from ..training.epoch import Optimizer, train_epoch

__all__ = ["Model", "fit"]


class Model(Protocol):
    """Parameters by name, a way forward and a way back."""

    parameters: Parameters

    def forward(self, x: Array, *, training: bool = False) -> tuple[Any, Any]:
        """Outputs and the cache."""

    def backward(self, dy: Any, cache: Any) -> Parameters:
        """Gradients under the names of the parameters."""


def fit(
    model: Model,
    x: Array,
    target: Any,
    loss: Callable[[Any, Any], tuple[float, Any]],
    optimizer: Optimizer,
    rng: np.random.Generator,
    *,
    epochs: int,
    size: int = 32,
) -> list[float]:
    """The mean training loss of each epoch, measured while it trains; the parameters move.

    `loss(outputs, targets)` returns its value and its gradient by the outputs of the batch.
    """
    must(
        len(x) == len(target),
        "there must be a target for each input",
        f"{len(target)} for {len(x)}",
        "An autoencoder's target is x itself.",
    )

    def loss_of(rows: Labels) -> tuple[float, Parameters]:
        y, cache = model.forward(x[rows], training=True)
        value, dy = loss(y, target[rows])
        return value, model.backward(dy, cache)

    return [
        train_epoch(model.parameters, loss_of, optimizer, samples=len(x), size=size, rng=rng)
        for _ in range(epochs)
    ]
