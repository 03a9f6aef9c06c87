"""Bias, variance and noise: where the squared error of a learner comes from.

    E[(y − f̂(x))²] = (E f̂(x) − f(x))² + E[(f̂(x) − E f̂(x))²] + σ²
                     bias²              variance               noise

The expectation is over training sets: the learner is fitted to R of them, and f̂ is what each fit
says at the same N points. A stiff learner has bias, a flexible one variance; many parameters do not
mean much variance when they are held down by a penalty. Traps: the bias is that of the average fit,
against the noise-free f; taken against noisy targets it contains the noise. And the variance is
divided by R, not R − 1: then the identity holds for the R fits at hand to the last digit.
Source: Geman, Bienenstock and Doursat, 1992.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

import numpy as np

from ..shapes import Array, floating, must, sizes

__all__ = ["BiasVariance", "bias_variance", "refits"]


class BiasVariance(NamedTuple):
    """Means over the points; `error` is the sum of the three."""

    bias_squared: float
    variance: float
    noise: float
    error: float


def bias_variance(predictions: Array, truth: Array, noise: float = 0.0) -> BiasVariance:
    """From predictions (R, N) of R fits, the noise-free truth (N,), and the noise's variance."""
    f = floating("predictions", predictions).astype(np.float64)
    R, N = sizes("predictions", f, "R N")
    must(R >= 2, "there must be two fits or more", R, "One has no variance.")
    must(np.shape(truth) == (N,), f"truth must have shape ({N},)", np.shape(truth), "One a point.")
    bias_squared = float(((f.mean(axis=0) - truth) ** 2).mean())
    variance = float(f.var(axis=0).mean())
    return BiasVariance(bias_squared, variance, noise, bias_squared + variance + noise)


def refits(
    fit_and_predict: Callable[[Array, Array, Array], Array],
    draw: Callable[[np.random.Generator], tuple[Array, Array]],
    points: Array,
    repeats: int,
    rng: np.random.Generator,
) -> Array:
    """Predictions (R, N) at the points of as many fits, each to a training set drawn anew.

    `draw(rng)` gives inputs and targets; `fit_and_predict(inputs, targets, points)` gives (N,).
    """
    return np.stack([fit_and_predict(*draw(rng), points) for _ in range(repeats)])  # (R, N)
