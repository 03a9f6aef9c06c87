"""Batch normalization and the learning rate

Five hidden layers of 100 on the digits, plain gradient descent in batches of 64, five epochs. A
rate counts as stable when the loss of the last epoch is under half of what guessing costs
(ln 10 / 2); rates are doubled from 1/8 on, up to the first that is not; the median of three seeds.
The loss is the one that training sees, with the statistics of each batch. The three samples that
are left over at the end of an epoch are left out: the mean gradient of three is wild, and at these
rates one such step undoes an epoch, with and without normalization.
"""

from __future__ import annotations

import math
import statistics
from itertools import pairwise

import numpy as np

from heldout.nn.activations import relu, relu_backward
from heldout.nn.layers import (
    Running,
    batch_norm,
    batch_norm_backward,
    dense,
    dense_backward,
    layer_norm,
    layer_norm_backward,
)
from heldout.nn.losses import cross_entropy
from heldout.nn.optimizers import GradientDescent
from heldout.nn.shapes import Array, Parameters
from heldout.nn.training import batches

from .data import digits
from .finding import Finding

__all__ = ["ROWS", "TITLE", "Normalized", "findings", "trained"]

TITLE = "Batch normalization and the learning rate"
ROWS = ["Batch normalization"]

STABLE = math.log(10) / 2
RATES = [0.125 * 2**step for step in range(7)]


class Normalized:
    """Dense layers, each but the last followed by a normalization (or none) and ReLU."""

    def __init__(self, widths: list[int], norm: str, rng: np.random.Generator) -> None:
        self.norm, self.last = norm, len(widths) - 2
        self.parameters: Parameters = {}
        self.running: list[Running] = []
        for layer, (inputs, outputs) in enumerate(pairwise(widths)):
            weight = np.sqrt(2 / inputs) * rng.standard_normal((inputs, outputs))
            self.parameters[f"weight{layer}"] = weight
            self.parameters[f"bias{layer}"] = np.zeros(outputs)
            if norm and layer < self.last:
                self.parameters[f"gamma{layer}"] = np.ones(outputs)
                self.parameters[f"beta{layer}"] = np.zeros(outputs)
                self.running.append(Running.start(outputs))

    def forward(self, x: Array, *, training: bool) -> tuple[Array, list[tuple]]:
        """Logits, and for each layer what its way back needs."""
        caches, at = [], self.parameters
        for layer in range(self.last + 1):
            x, kept = dense(x, at[f"weight{layer}"], at[f"bias{layer}"])
            if layer == self.last:
                return x, [*caches, (kept, None, None)]
            normed = None
            if self.norm == "batch":
                x, normed, self.running[layer] = batch_norm(
                    x,
                    at[f"gamma{layer}"],
                    at[f"beta{layer}"],
                    self.running[layer],
                    training=training,
                )
            elif self.norm == "layer":
                x, normed = layer_norm(x, at[f"gamma{layer}"], at[f"beta{layer}"])
            caches.append((kept, normed, x))
            x = relu(x)
        raise AssertionError("the last layer has returned")

    def backward(self, dy: Array, caches: list[tuple]) -> Parameters:
        """The gradients under the names of the parameters."""
        back = {"batch": batch_norm_backward, "layer": layer_norm_backward}
        gradients: Parameters = {}
        for layer in reversed(range(self.last + 1)):
            kept, normed, z = caches[layer]
            if z is not None:
                dy = relu_backward(dy, z)
            if normed is not None:
                dy, dgamma, dbeta = back[self.norm](dy, normed)
                gradients[f"gamma{layer}"], gradients[f"beta{layer}"] = dgamma, dbeta
            dy, gradients[f"weight{layer}"], gradients[f"bias{layer}"] = dense_backward(dy, kept)
        return gradients


def trained(
    norm: str, rate: float, size: int, epochs: int, widths: list[int], seed: int
) -> tuple[float, float]:
    """The mean loss of the last epoch, inf when it overflowed, and the held-out error in %."""
    data, rng = digits(seed), np.random.default_rng(seed)
    net, step = Normalized(widths, norm, rng), GradientDescent(rate)
    losses: list[float] = []
    with np.errstate(over="ignore", invalid="ignore"):
        for _ in range(epochs):
            losses = []
            for rows in batches(len(data.train_x), size, rng):
                if len(rows) < size:
                    continue  # a last batch of three would make a wild step
                logits, caches = net.forward(data.train_x[rows], training=True)
                loss, dlogits = cross_entropy(logits, data.train_y[rows])
                if not math.isfinite(loss):
                    return math.inf, 100.0
                losses.append(loss)
                step.step(net.parameters, net.backward(dlogits, caches))
        logits, _ = net.forward(data.test_x, training=False)
    wrong = float((logits.argmax(axis=1) != data.test_y).mean())
    return statistics.fmean(losses), 100 * wrong


def findings() -> list[Finding]:
    """The largest stable rate without and with, the median of three seeds."""
    widths = [64, *[100] * 5, 10]
    largest = {}
    for norm in ("", "batch"):
        stable = []
        for seed in range(3):
            rate = 0.0
            for candidate in RATES:
                if trained(norm, candidate, 64, 5, widths, seed)[0] >= STABLE:
                    break
                rate = candidate
            stable.append(rate)
        largest[norm] = statistics.median(stable)
    return [
        Finding("largest stable learning rate without", largest[""], 0.25, at_most=0.5),
        Finding("largest stable learning rate with batch norm", largest["batch"], 4, at_least=1),
        Finding(
            "with batch norm / without", largest["batch"] / largest[""], 16, "×", 0, at_least=4
        ),
    ]
