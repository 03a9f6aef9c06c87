"""XOR: the smallest task that needs a hidden layer.

    h₁ = [x₁ + x₂ − 0.5 > 0]   (OR)         h₂ = [x₁ + x₂ − 1.5 > 0]   (AND)
    y  = [h₁ − 2 h₂ − 0.5 > 0]              one or the other, and not both

How small the smallest net is depends on what is allowed: with layers alone it takes two hidden
units; if the inputs may skip the hidden layer, AND alone is enough: y = [x₁ + x₂ − 2 h₂ − 0.5 > 0].

The steps have no slope, so that this net cannot be learned by descent; the trained one has tanh
hidden units and a logistic output. Two such units *can* do it, and do not from every start: some
end in a place where three answers are right. Width is not needed to represent it, but to find it.
Source: Minsky and Papert, 1969; Rumelhart, Hinton and Williams, 1986.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, Labels
from .gates import AND, OR, XOR
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
    hidden: int, rng: np.random.Generator, steps: int = 2000, learning_rate: float = 0.5
) -> float:
    """The share of the four rows that a 2-hidden-1 net has right after gradient descent.

    Mean cross-entropy of one logit over the four rows, plain steps of all four at once.
    """
    x, y = truth_inputs(2), np.array(XOR.answers, np.float64)  # (4, 2), (4,)
    weight1, bias1 = rng.normal(size=(2, hidden)), np.zeros(hidden)
    weight2, bias2 = rng.normal(size=hidden), 0.0
    for _ in range(steps):
        h = np.tanh(x @ weight1 + bias1)  # (4, K)
        p = (1 + np.tanh((h @ weight2 + bias2) / 2)) / 2  # (4,), the logistic without overflow
        dlogit = (p - y) / 4  # (4,)
        dsum = np.outer(dlogit, weight2) * (1 - h**2)  # (4, K)
        weight2 = weight2 - learning_rate * (h.T @ dlogit)
        bias2 -= learning_rate * float(dlogit.sum())
        weight1 = weight1 - learning_rate * (x.T @ dsum)
        bias1 = bias1 - learning_rate * dsum.sum(axis=0)
    logit = np.tanh(x @ weight1 + bias1) @ weight2 + bias2  # (4,)
    return float(((logit > 0) == (y == 1)).mean())
