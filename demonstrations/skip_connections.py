"""Skip connections and depth

A dense ReLU net on the digits, blocks of two layers of 64, once y = relu(F(x)), once
y = relu(x + F(x)). With weights of variance 1/fan-in (LeCun) each ReLU layer halves the signal's
variance: sixteen layers more leave less than a hundredth of the gradient at the first layer, and
twenty layers learn nothing. With He's 2/fan-in the gradient does *not* vanish, and still the plain
net of twenty layers hardly learns: a healthy norm is needed, and is not enough. The skips cure
both.
"""

from __future__ import annotations

import numpy as np

from heldout.nn.losses import cross_entropy
from heldout.nn.models import ResidualNetwork
from heldout.nn.optimizers import GradientDescent
from heldout.nn.training import batches

from .data import digits
from .finding import Finding

__all__ = ["ROWS", "TITLE", "findings"]

TITLE = "Skip connections and depth"
ROWS = ["Skip connection", "ResNet block", "Gradient-norm monitor"]


def findings() -> list[Finding]:
    """Gradient norms before training, and losses after five epochs."""
    lecun, he = 1.0, 2.0
    plain = _first_gradient(2, False, lecun) / _first_gradient(10, False, lecun)
    skipped = _first_gradient(2, True, lecun) / _first_gradient(10, True, lecun)
    he_plain = _first_gradient(2, False, he) / _first_gradient(10, False, he)
    fall = "first layer's gradient, 4 layers / 20 layers"
    loss = "training loss of 20 layers after five epochs"
    return [
        Finding(f"{fall}, plain, LeCun", plain, 1, "×", 0, at_least=100),
        Finding(f"{fall}, skips, LeCun", skipped, 0.01, "×", at_most=2),
        Finding(f"{fall}, plain, He", he_plain, 0.01, "×", at_most=10),
        Finding(f"{loss}, plain, LeCun", _loss(False, lecun), 0.02, at_least=2.2),
        Finding(f"{loss}, skips, LeCun", _loss(True, lecun), 0.15, at_most=0.5),
        Finding(f"{loss}, plain, He", _loss(False, he), 0.8, at_least=1.0),
        Finding(f"{loss}, skips, He", _loss(True, he), 0.3, at_most=0.7),
    ]


def _net(blocks: int, skip: bool, gain: float) -> ResidualNetwork:
    rng = np.random.default_rng(0)
    return ResidualNetwork(64, 64, blocks, 10, rng, skip=skip, gain=gain)


def _first_gradient(blocks: int, skip: bool, gain: float) -> float:
    data, net = digits(), _net(blocks, skip, gain)
    logits, cache = net.forward(data.train_x)
    _, dlogits = cross_entropy(logits, data.train_y)
    return float(np.linalg.norm(net.backward(dlogits, cache)["first.weight"]))


def _loss(skip: bool, gain: float) -> float:
    data, net, rng = digits(), _net(10, skip, gain), np.random.default_rng(1)
    step = GradientDescent(0.05)
    for _ in range(5):
        for rows in batches(len(data.train_x), 32, rng):
            if len(rows) < 32:
                continue  # a step from a few samples is a wild one
            logits, cache = net.forward(data.train_x[rows])
            _, dlogits = cross_entropy(logits, data.train_y[rows])
            step.step(net.parameters, net.backward(dlogits, cache))
    return cross_entropy(net.forward(data.train_x)[0], data.train_y)[0]
