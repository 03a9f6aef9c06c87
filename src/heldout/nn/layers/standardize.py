"""Standardizing: mean 0 and variance 1 along some axes, and the gradient through both statistics.

    x̂ = (x − μ) / σ,   μ = mean(x),   σ = √(mean((x − μ)²) + ε)
    dL/dx = (g − mean(g) − x̂ mean(g x̂)) / σ,   g = dL/dx̂

Batch, layer and group normalization are this along different axes. The trap is the variance: the
mean of squares minus the squared mean is the same number on paper, but at mean 10,000 and variance
1 it takes 10⁸ from 10⁸ + 1, and float32 has no digit left for the 1: it gives anything from 0 to
negative numbers, whose root is nan. Here the mean is taken off first (two passes). The other trap
is to hold μ and σ for constants on the way back: each value moves both, hence the two means taken
from g, and a gradient that can change neither the sum of x nor, but for ε, its spread.
Where all values are equal x̂ is 0, for ε keeps σ from being so. Source: Ioffe and Szegedy, 2015.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array

__all__ = ["Standardized", "standardize", "standardize_backward"]

Standardized = tuple[Array, Array, Array, Array]


def standardize(x: Array, axes: tuple[int, ...], epsilon: float = 1e-5) -> Standardized:
    """x̂, 1/σ, and mean and variance (biased: divided by the count), the last three with axes of 1.

    float16 comes back as float32, in which the caller goes on. The sums are made in float64: it
    costs little, and float32 loses the mean of many thousand equal numbers in its fifth digit.
    """
    wide = np.result_type(x, np.float32)
    mean = x.mean(axis=axes, keepdims=True, dtype=np.float64).astype(wide)
    centred = x - mean
    variance = (centred * centred).mean(axis=axes, keepdims=True, dtype=np.float64).astype(wide)
    inverse = 1 / np.sqrt(variance + wide.type(epsilon))
    centred *= inverse
    return centred, inverse, mean, variance


def standardize_backward(
    dx_hat: Array, x_hat: Array, inverse: Array, axes: tuple[int, ...]
) -> Array:
    """The gradient by x, for that by x̂."""
    along = (dx_hat * x_hat).mean(axis=axes, keepdims=True)
    dx = dx_hat - dx_hat.mean(axis=axes, keepdims=True)
    dx -= x_hat * along
    dx *= inverse
    return dx
