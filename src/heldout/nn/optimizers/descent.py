"""Gradient descent in its three forms: they differ in the samples that one gradient is taken of.

    batch        all N samples a step     1 step an epoch          the exact gradient
    stochastic   1                        N steps an epoch         unbiased, variance σ²
    mini-batch   b, others each step      ⌈N/b⌉ steps an epoch     unbiased, variance about σ²/b

The caller gives `gradient(parameters, rows)`: the mean loss over those rows and its gradients. The
traps: an update comes at each step, not at each epoch; samples are shuffled anew each epoch and
drawn without replacement, so that none is left out; and the exact gradient of much data does not
need much memory, since means over chunks add up (weighted by their sizes: the last may be smaller;
in float32 where parameters are float16).
Source: Robbins and Monro, 1951; Bottou, Curtis and Nocedal, 2018, sections 3 and 4.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Protocol

import numpy as np

from ..shapes import Labels, Parameters, must
from .pairs import state

__all__ = ["Optimizer", "batch_descent", "mini_batch_descent", "stochastic_descent"]

Gradient = Callable[[Parameters, Labels], tuple[float, Parameters]]


class Optimizer(Protocol):
    """Anything here that steps."""

    def step(self, parameters: Parameters, gradients: Parameters) -> None:
        """Change the parameters in place."""


def batch_descent(
    gradient: Gradient,
    parameters: Parameters,
    samples: int,
    optimizer: Optimizer,
    epochs: int,
    *,
    chunk: int | None = None,
) -> list[float]:
    """One step an epoch, with the gradient of all samples; the loss before each step.

    With `chunk`, the gradient is gathered over that many rows at a time: the same, in less memory.
    """
    rows, losses = np.arange(samples), []
    for _ in range(epochs):
        loss, total = 0.0, {name: state(p) for name, p in parameters.items()}
        for start in range(0, samples, chunk or samples):
            part = rows[start : start + (chunk or samples)]
            its_loss, its_gradients = gradient(parameters, part)
            loss += its_loss * len(part) / samples
            for name, g in its_gradients.items():
                total[name] += g.astype(total[name].dtype) * (len(part) / samples)
        optimizer.step(parameters, total)
        losses.append(loss)
    return losses


def stochastic_descent(
    gradient: Gradient,
    parameters: Parameters,
    samples: int,
    optimizer: Optimizer,
    epochs: int,
    rng: np.random.Generator,
) -> list[float]:
    """A step for each sample, in a new order each epoch; the loss of that sample before each."""
    return mini_batch_descent(gradient, parameters, samples, optimizer, epochs, rng, size=1)


def mini_batch_descent(
    gradient: Gradient,
    parameters: Parameters,
    samples: int,
    optimizer: Optimizer,
    epochs: int,
    rng: np.random.Generator,
    *,
    size: int = 32,
) -> list[float]:
    """A step for each `size` samples, in a new order each epoch; the loss of each before it."""
    must(1 <= size <= samples, f"size must be from 1 to {samples}", size, "Or add samples.")
    losses = []
    for _ in range(epochs):
        order = rng.permutation(samples)
        for start in range(0, samples, size):
            loss, gradients = gradient(parameters, order[start : start + size])
            optimizer.step(parameters, gradients)
            losses.append(loss)
    return losses
