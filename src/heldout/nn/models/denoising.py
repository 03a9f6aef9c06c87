"""Denoising: the input is spoiled, the target is not.

    x̃ = x ∘ m,  m ~ Bernoulli(1 − p)        or        x̃ = x + σ n,  n ~ Normal(0, 1)
    L = mean (g(f(x̃)) − x)²

To undo noise a network must know what data look like, so that even a code as wide as the input
learns something: with small Gaussian noise, x̂ − x̃ points where data are denser (σ² times the
gradient of the log-density). Two traps: to compare with the spoiled input, which trains a copier;
and to spoil the data once, whose noise is then learned by heart. Here each batch is spoiled anew.
Source: Vincent et al., 2008; Alain and Bengio, 2014 (the direction).
"""

from __future__ import annotations

from collections.abc import Callable

import numpy as np

from ..losses.squared import mse
from ..shapes import Array, Labels, Parameters, floating, must
from ..training.epoch import Optimizer, train_epoch
from .fit import Model

__all__ = ["fit_denoising", "gaussian_noise", "masking_noise"]

Noise = Callable[[Array, np.random.Generator], Array]


def masking_noise(x: Array, drop: float, rng: np.random.Generator) -> Array:
    """A copy of x in which each value is 0 with probability `drop`; the rest is not scaled."""
    x = floating("x", x)
    must(0 <= drop <= 1, "drop must be a probability", drop, "It is the share that is lost.")
    return np.where(rng.random(x.shape) >= drop, x, 0)


def gaussian_noise(x: Array, spread: float, rng: np.random.Generator) -> Array:
    """A copy of x, each value moved by a normal number of that standard deviation."""
    x = floating("x", x)
    must(spread >= 0, "spread must not be negative", spread, "It is a standard deviation.")
    return x + (spread * rng.standard_normal(x.shape)).astype(x.dtype)


def fit_denoising(
    model: Model,
    x: Array,
    noise: Noise,
    optimizer: Optimizer,
    rng: np.random.Generator,
    *,
    epochs: int,
    size: int = 32,
) -> list[float]:
    """The mean squared error of each epoch against clean x, from inputs `noise(x, rng)`."""

    def loss_of(rows: Labels) -> tuple[float, Parameters]:
        y, cache = model.forward(noise(x[rows], rng), training=True)
        value, dy = mse(y, x[rows])
        return value, model.backward(dy, cache)

    return [
        train_epoch(model.parameters, loss_of, optimizer, samples=len(x), size=size, rng=rng)
        for _ in range(epochs)
    ]
