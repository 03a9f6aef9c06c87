"""Lasso and elastic-net regression, by accelerated proximal descent.

    J(w, b) = ½ (1/N) Σ_n (x_n w + b − y_n)² + λ (ρ Σ|w| + ½ (1 − ρ) ‖w‖²)          ρ = 1: lasso

A weight is 0 as long as the others leave it a correlation |xᵀ(y − xw)|/N ≤ λρ. From
λ = max |xᵀy|/(Nρ), centred, on all are 0. The traps: here the squared errors are a mean, in ridge a
sum, so that strengths are not comparable (as in scikit-learn); and features must have one scale, or
the penalty picks those with large units.
Source: Tibshirani, 1996; Zou and Hastie, 2005.
"""

from __future__ import annotations

import numpy as np

from ..regularizers.elastic_net import elastic_net_proximal
from ..shapes import Array, must
from .intercept import centred
from .proximal import accelerated, largest_curvature

__all__ = ["elastic_net", "lasso", "strength_of_all_zeros"]


def elastic_net(
    x: Array, y: Array, strength: float, mix: float, *, intercept: bool = True
) -> tuple[Array, Array]:
    """Weight (D,), with exact zeros, and bias (), for x (N, D) and y (N,)."""
    must(np.ndim(y) == 1, "y must have shape (N,)", f"shape {np.shape(y)}", "Take one target.")
    data = centred(x, y, intercept=intercept)
    N, D = data.x.shape
    covariance, pull = data.x.T @ data.x / N, data.x.T @ data.y / N  # (D, D), (D,)
    weight = accelerated(
        lambda w: covariance @ w - pull,
        lambda w, rate: elastic_net_proximal(w, rate * strength, mix),
        np.zeros(D),
        largest_curvature(data.x),
    )
    return data.with_bias(weight)


def lasso(x: Array, y: Array, strength: float, *, intercept: bool = True) -> tuple[Array, Array]:
    """The elastic net without the square: ρ = 1."""
    return elastic_net(x, y, strength, 1.0, intercept=intercept)


def strength_of_all_zeros(x: Array, y: Array, *, intercept: bool = True) -> float:
    """The least strength at which the lasso sets every weight to 0."""
    data = centred(x, y, intercept=intercept)
    return float(np.abs(data.x.T @ data.y).max() / len(data.x))
