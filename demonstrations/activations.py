"""One deep network, eight activations

An MLP with four hidden layers of 32 on scikit-learn's digits, Glorot weights, plain SGD at the same
rate, 25 epochs; only the activation differs. Behind four sigmoids, each with a slope of at most
1/4, the first layers stand still and no more than chance is learned. Steps have no slope at all:
only the last layer learns, on random features. With nothing between them the five layers are one
linear map, and a shaky one to train. Of the two that go from −1 to 1, softsign is the slower here,
whatever its tails promise: it comes near the ends of its range only for large sums.
"""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import numpy as np

from demonstrations.data import Split, digits
from demonstrations.finding import Finding
from heldout.nn.activations import (
    leaky_relu,
    leaky_relu_backward,
    linear,
    linear_backward,
    relu,
    relu_backward,
    sigmoid,
    sigmoid_backward,
    softsign,
    softsign_backward,
    step,
    step_backward,
    swish,
    swish_backward,
    tanh,
    tanh_backward,
)
from heldout.nn.layers import dense, dense_backward
from heldout.nn.losses import cross_entropy
from heldout.nn.metrics import accuracy
from heldout.nn.shapes import Array
from heldout.nn.training import batches

TITLE = "One deep network, eight activations"
ROWS = [
    "Linear activation",
    "Step function",
    "Sigmoid",
    "Tanh",
    "Softsign",
    "ReLU",
    "Leaky ReLU / PReLU",
    "Swish",
]
Pair = tuple[Callable[[Array], Array], Callable[[Array, Array], Array]]
EPOCHS, RATE = 25, 0.1


def findings() -> list[Finding]:
    """Held-out accuracies in per cent; epochs until the mean loss of an epoch is below 0.1."""
    pairs: dict[str, tuple[Pair, float | None, float | None]] = {
        "nothing": ((linear, linear_backward), None, 97),
        "step": ((step, step_backward), None, 50),
        "sigmoid": ((sigmoid, sigmoid_backward), None, 20),
        "tanh": ((tanh, tanh_backward), 95, None),
        "softsign": ((softsign, softsign_backward), 93, None),
        "ReLU": ((relu, relu_backward), 95, None),
        "leaky ReLU": ((leaky_relu, leaky_relu_backward), 95, None),
        "Swish": ((swish, lambda dy, x: swish_backward(dy, x)[0]), 94, None),
    }
    data = digits()
    found, epochs = [], {}
    for name, (pair, least, most) in pairs.items():
        right, epochs[name] = _train(data, *pair)
        drift = {"step": 10.0, "nothing": 5.0}.get(name, 1.5)
        found.append(Finding(f"{name}: accuracy", 100 * right, drift, "%", 1, least, most))
    return [
        *found,
        Finding("epochs to a loss of 0.1, tanh", epochs["tanh"], 1, digits=0, at_most=15),
        Finding("epochs to a loss of 0.1, softsign", epochs["softsign"], 2, digits=0, at_least=16),
    ]


def _train(data: Split, f: Pair[0], f_backward: Pair[1], seed: int = 0) -> tuple[float, int]:
    """Held-out accuracy after all epochs, and the first epoch with a mean loss below 0.1."""
    rng = np.random.default_rng(seed)
    sizes = [64, 32, 32, 32, 32, 10]
    weights = [rng.normal(0, np.sqrt(2 / (i + o)), (i, o)) for i, o in pairwise(sizes)]
    biases = [np.zeros(size) for size in sizes[1:]]
    mean = data.train_x.mean(axis=0)
    reached = EPOCHS + 1

    def forward(x: Array) -> tuple[Array, list]:
        caches = []
        for weight, bias in zip(weights, biases, strict=True):
            z, cache = dense(f(x) if caches else x - mean, weight, bias)
            caches.append((x, cache))
            x = z
        return x, caches

    for epoch in range(1, EPOCHS + 1):
        losses = []
        for rows in batches(len(data.train_x), 32, rng):
            z, caches = forward(data.train_x[rows])
            loss, dz = cross_entropy(z, data.train_y[rows])
            losses.append(loss)
            for layer in reversed(range(len(weights))):
                below, cache = caches[layer]
                dx, dweight, dbias = dense_backward(dz, cache)
                weights[layer] -= RATE * dweight
                biases[layer] -= RATE * dbias
                dz = f_backward(dx, below)  # of the first layer it is not used
        if np.mean(losses) < 0.1:
            reached = min(reached, epoch)
    return accuracy(forward(data.test_x)[0].argmax(axis=1), data.test_y), reached
