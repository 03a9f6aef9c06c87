"""Inside a network: what depth makes easy, what width learns by heart, what a gradient tells

Odd or even is no linear question about pixels. In a network trained on it a linear probe does
better at each depth, for that is what training asks of the layers; in an untrained one it does
worse, for random layers lose something every time. 200 points with random labels can only be
learned by heart: a few units cannot, eight or more can, with fewer weights than labels: each weight
holds about one. And the gradient of one sample gives the sample away, digit by digit; that of a
batch is a mixture.
"""

from __future__ import annotations

import numpy as np

from heldout.nn.losses.cross_entropy import cross_entropy
from heldout.nn.metrics.accuracy import accuracy
from heldout.nn.models import (
    MLP,
    fit,
    parameter_count,
    recover_input,
    separable_share,
)
from heldout.nn.optimizers import Adam
from heldout.nn.training import linear_probe

from .data import Split, digits
from .finding import Finding

TITLE = "Inside a network: what depth makes easy, what width learns by heart, what a gradient tells"
ROWS = ["Representation learning", "Model capacity", "Training-data recovery", "Backpropagation"]


def findings() -> list[Finding]:
    """Probes by depth, labels memorised by width, and a digit read from its gradient."""
    split = digits()
    return [*_probes(split), *_memory(), *_given_away(split)]


def _probes(split: Split) -> list[Finding]:
    target, asked, found = split.train_y % 2, split.test_y % 2, []
    for name, epochs in (("trained", 20), ("untrained", 0)):
        rng = np.random.default_rng(0)
        network = MLP((64, 32, 32, 32, 2), rng)
        fit(network, split.train_x, target, cross_entropy, Adam(3e-3), rng, epochs=epochs)
        told = network.representations(split.train_x)
        new = network.representations(split.test_x)
        for depth in (0, 1, 3) if epochs else (3,):
            weight, bias = linear_probe(told[depth], target, 2)
            right = 100 * accuracy((new[depth] @ weight + bias).argmax(axis=1), asked)
            where = f"hidden layer {depth}, {name}" if depth else "the pixels"
            bounds = {"at_least": 96.5} if depth and epochs else {"at_most": 94.0}
            found.append(
                Finding(f"odd or even by a linear probe of {where}", right, 1.2, "%", 1, **bounds)
            )
    return found


def _memory() -> list[Finding]:
    data = np.random.default_rng(0)
    x, y = data.standard_normal((200, 20)), data.integers(2, size=200)
    found = [
        Finding(
            "chance that a plane fits 200 random labels of points in 20 dimensions (theory)",
            100 * separable_share(200, 21),
            0,
            "%",
            4,
            at_most=0.0001,
        )
    ]
    for width, least, most in ((1, None, 85), (4, None, None), (8, 96, None), (32, 100, None)):
        rng = np.random.default_rng(0)
        network = MLP((20, width, 2), rng)
        for rate, epochs in ((1e-2, 150), (2e-3, 80)):
            fit(network, x, y, cross_entropy, Adam(rate), rng, epochs=epochs, size=50)
        right = 100 * accuracy(network.forward(x)[0].argmax(axis=1), y)
        units = f"{width} hidden unit{'s' * (width > 1)}"
        says = f"{units}, {parameter_count(network.parameters)} parameters: of 200 random labels"
        found.append(
            Finding(says, right, 4 if width < 32 else 0, "%", 1, at_least=least, at_most=most)
        )
    return found


def _given_away(split: Split) -> list[Finding]:
    network = MLP((64, 32, 10), np.random.default_rng(0))
    found = []
    for size in (1, 4):
        x, y = split.train_x[:size], split.train_y[:size]
        logits, cache = network.forward(x)
        gradients = network.backward(cross_entropy(logits, y)[1], cache)
        guess = recover_input(gradients["weight1"], gradients["bias1"])
        error = float(np.abs(guess - x).max(axis=1).min())
        says = f"largest error of a pixel (0 to 1) read from the gradient of {size} digit"
        found.append(
            Finding(says, error, 1e-9, digits=9, at_most=1e-9)
            if size == 1
            else Finding(f"{says}s, nearest of them", error, 0.1, at_least=0.1)
        )
    return found
