"""XOR: the smallest task that needs a hidden layer.

    h₁ = [x₁ + x₂ − 0.5 > 0]   (OR)         h₂ = [x₁ + x₂ − 1.5 > 0]   (AND)
    y  = [h₁ − 2 h₂ − 0.5 > 0]              one or the other, and not both

How small the smallest net is depends on what is allowed: with layers alone it takes two hidden
units; if the inputs may skip the hidden layer, AND alone is enough: y = [x₁ + x₂ − 2 h₂ − 0.5 > 0].

Steps have no slope, so that this net cannot be learned by descent; the trained one has tanh hidden
units and the logistic loss. Two such units *can* do it, and do not from every start: some settle
where three answers are right. More width is not needed to represent XOR, but to find it.
Source: Minsky and Papert, 1969; Rumelhart, Hinton and Williams, 1986.
"""

from __future__ import annotations

import numpy as np

from ..activations.tanh import tanh, tanh_backward
from ..losses.binary_cross_entropy import bce_with_logits
from ..shapes import Array, Labels
from .gates import AND, OR, XOR
from .mlp import MLP
from .perceptron import perceptron, truth_inputs

__all__ = ["train_xor", "xor_by_layers", "xor_by_skip"]


def xor_by_layers(x: Array) -> Labels:
    """0 or 1 for each row of (N, 2): two hidden step units, then one."""
    weight = np.ones(2)
    hidden = np.column_stack([perceptron(x, weight, OR.bias), perceptron(x, weight, AND.bias)])
    return perceptron(hidden, np.array([1.0, -2.0]), -0.5)  # (N,)


def xor_by_skip(x: Array) -> Labels:
    """0 or 1 for each row of (N, 2): one hidden step unit, and links past it."""
    hidden = perceptron(x, np.ones(2), AND.bias)  # (N,)
    return perceptron(np.column_stack([x, hidden]), np.array([1.0, 1.0, -2.0]), -0.5)  # (N,)


def train_xor(
    hidden: int, rng: np.random.Generator, steps: int = 500, learning_rate: float = 1.0
) -> float:
    """The share of the four rows that a 2-hidden-1 net has right after plain gradient descent."""
    x, y = truth_inputs(2), np.array(XOR.answers, np.float64)[:, None]  # (4, 2), (4, 1)
    network = MLP((2, hidden, 1), rng, activation=(tanh, tanh_backward))
    for _ in range(steps):
        logits, cache = network.forward(x)  # (4, 1)
        _, dlogits = bce_with_logits(logits, y)
        for name, gradient in network.backward(dlogits, cache).items():
            network.parameters[name] -= learning_rate * gradient
    logits, _ = network.forward(x)
    return float(((logits > 0) == (y == 1)).mean())
