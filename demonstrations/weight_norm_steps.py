"""Weight normalization and the scale of the first weights

A ReLU net 64 → 64 → 64 → 10 on the digits, plain gradient descent in batches of 64, until the
running mean of the loss is under 0.1; the best of six rates counts. The first weights are He's, a
fifth of them, or five times them. With weights that are right from the start weight normalization
is *not* faster. But their scale is then no longer a setting to get right: the length is in g,
which starts at √2 whatever v is. What remains of the scale is the rate: v turns by 1/‖v‖², so
that weights five times as large want a rate that is larger too.
"""

from __future__ import annotations

import math
from itertools import pairwise

import numpy as np

from heldout.nn.activations import relu, relu_backward
from heldout.nn.layers import dense, dense_backward, weight_norm, weight_norm_backward
from heldout.nn.losses import cross_entropy
from heldout.nn.optimizers import GradientDescent
from heldout.nn.shapes import Array, Parameters
from heldout.nn.training import batches

from .data import Split, digits
from .finding import Finding

__all__ = ["ROWS", "TITLE", "findings"]

TITLE = "Weight normalization and the scale of the first weights"
ROWS = ["Weight normalization"]
WIDTHS = (64, 64, 64, 10)
RATES = (0.05, 0.1, 0.2, 0.4, 0.8, 1.6)
MOST = 350  # steps; more are not waited for
SCALES = {"a fifth of He's": 0.2, "He's": 1.0, "five times He's": 5.0}


def findings() -> list[Finding]:
    """Steps to the loss for each scale, and how far they lie apart."""
    data = digits()
    found = []
    spread = {}
    for normed, name in ((False, "plain"), (True, "weight norm")):
        steps = [
            min(_steps(data, normed, rate, scale) for rate in RATES) for scale in SCALES.values()
        ]
        spread[name] = max(steps) / min(steps)
        found += [
            Finding(f"steps, {name}, first weights {says}", count, 60, digits=0, at_most=MOST - 1)
            for says, count in zip(SCALES, steps, strict=True)
        ]
    most, least = spread["plain"], spread["weight norm"]
    return [
        *found,
        Finding("most / fewest steps, plain", most, 0.5, "×", at_least=1.5),
        Finding("most / fewest steps, weight norm", least, 0.3, "×", at_most=1.5),
    ]


def _steps(data: Split, normed: bool, rate: float, scale: float) -> int:
    """How many steps until the running mean of the loss is under 0.1."""
    rng = np.random.default_rng(0)
    at: Parameters = {}
    for layer, (inputs, outputs) in enumerate(pairwise(WIDTHS)):
        at[f"v{layer}"] = scale * np.sqrt(2 / inputs) * rng.standard_normal((inputs, outputs))
        at[f"bias{layer}"] = np.zeros(outputs)
        if normed:
            at[f"g{layer}"] = np.full(outputs, np.sqrt(2))
    step, taken, mean = GradientDescent(rate), 0, math.log(10)
    while True:
        for rows in batches(len(data.train_x), 64, rng):
            if len(rows) < 64:
                continue  # a step from a few samples is a wild one
            with np.errstate(over="ignore", invalid="ignore"):
                loss, gradients = _gradients(at, data.train_x[rows], data.train_y[rows], normed)
            taken += 1
            mean = 0.9 * mean + 0.1 * loss
            if mean < 0.1:
                return taken
            if taken == MOST or not math.isfinite(loss):
                return MOST
            step.step(at, gradients)


def _gradients(at: Parameters, x: Array, y: Array, normed: bool) -> tuple[float, Parameters]:
    """The loss and its gradients, through the weights' own way back where they are normalized."""
    layers = range(len(WIDTHS) - 1)
    caches: list[tuple] = []
    for layer in layers:
        weight, split = at[f"v{layer}"], None
        if normed:
            weight, split = weight_norm(weight, at[f"g{layer}"], axis=1)
        z, kept = dense(x, weight, at[f"bias{layer}"])
        caches.append((split, kept, z))
        x = relu(z)
    loss, dy = cross_entropy(caches[-1][2], y)
    gradients: Parameters = {}
    for layer in reversed(layers):
        split, kept, z = caches[layer]
        if layer != layers[-1]:
            dy = relu_backward(dy, z)
        dy, dweight, gradients[f"bias{layer}"] = dense_backward(dy, kept)
        if normed:
            dweight, gradients[f"g{layer}"] = weight_norm_backward(dweight, split)
        gradients[f"v{layer}"] = dweight
    return loss, gradients
