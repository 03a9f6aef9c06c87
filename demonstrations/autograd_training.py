"""Derived by hand or by the engine: the same training

The MLP and the CNN are trained twice from the same start on the same batches: once with the
backward passes that were written out, once with an engine of under 200 lines that derives them from
the forward pass. The weights at the end are the same but for rounding, and so is every prediction.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import numpy as np

from heldout.nn.autograd import Tensor, cnn, mlp, tensors
from heldout.nn.losses.cross_entropy import cross_entropy
from heldout.nn.metrics.accuracy import accuracy
from heldout.nn.models import CNN, MLP, fit
from heldout.nn.optimizers import Adam
from heldout.nn.shapes import Array, Parameters

from .data import digits
from .finding import Finding

TITLE = "Derived by hand or by the engine: the same training"
ROWS = ["Backpropagation", "Multilayer perceptron (MLP)", "CNN"]


class Derived:
    """A model that has a forward pass only; the engine finds the way back."""

    def __init__(self, network: Callable[..., Tensor], parameters: Parameters) -> None:
        self.network, self.parameters = network, parameters

    def forward(self, x: Array, *, training: bool = False) -> tuple[Array, Any]:
        """Outputs, and the tensors that remember how they were made."""
        leaves = tensors(self.parameters)
        y = self.network(x, leaves)
        return y.data, (y, leaves)

    def backward(self, dy: Array, cache: Any) -> Parameters:
        """What each leaf was told."""
        y, leaves = cache
        y.backward(dy)
        return {name: leaf.grad for name, leaf in leaves.items()}


def findings() -> list[Finding]:
    """Accuracy by the engine, and how far the weights of both ways are apart."""
    split = digits()
    pictures = split.train_x.reshape(-1, 1, 8, 8), split.test_x.reshape(-1, 1, 8, 8)
    found = []
    for name, network, make, (x, test), epochs in (
        (
            "MLP 64-64-10",
            mlp,
            lambda: MLP((64, 64, 10), np.random.default_rng(0)),
            (split.train_x, split.test_x),
            20,
        ),
        (
            "CNN of 8 and 16 channels",
            cnn,
            lambda: CNN((1, 8, 8), (8, 16), 10, np.random.default_rng(0)),
            pictures,
            5,
        ),
    ):
        by_hand, derived = make(), Derived(network, make().parameters)
        for model in (by_hand, derived):
            rng = np.random.default_rng(1)
            fit(model, x, split.train_y, cross_entropy, Adam(5e-3), rng, epochs=epochs)
        apart = max(
            float(np.abs(array - derived.parameters[key]).max())
            for key, array in by_hand.parameters.items()
        )
        # The engine's batch norm has batch statistics only: both are asked in that mode.
        answers = derived.forward(test)[0].argmax(axis=1)
        same = accuracy(answers, by_hand.forward(test, training=True)[0].argmax(axis=1))
        right = 100 * accuracy(answers, split.test_y)
        found += [
            Finding(
                f"{name}, engine, {epochs} epochs: held-out digits right",
                right,
                1.5,
                "%",
                at_least=95,
            ),
            Finding(f"{name}: largest difference of a weight", apart, 1e-6, digits=7, at_most=1e-6),
            Finding(f"{name}: same answers", 100 * same, 0.3, "%", at_least=99.7),
        ]
    return found
