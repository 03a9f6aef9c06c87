"""Softmax regression: logistic regression for C classes, a network without a hidden layer.

    z = x W + b          L = cross-entropy(z, t) + ½ λ ‖W‖²
    dL/dz = (softmax(z) − onehot(t)) / N          dL/dW = xᵀ dL/dz + λ W     dL/db = Σ_n dL/dz

Only differences of scores count: adding the same vector to every column of W changes nothing. That
is the trap: without a penalty there are many best W; with one, the columns of the best W sum to 0.
For two classes w = W₁ − W₀ is logistic regression with half of the strength, since two columns
share the penalty. The loss is convex, its curvature at most half of that of x: accelerated descent
needs no rate.
Source: Bishop, 2006, section 4.3.4; the bound: Böhning, 1992.
"""

from __future__ import annotations

import numpy as np

from ..losses.cross_entropy import cross_entropy
from ..shapes import Array, Labels, floating, must, sizes
from .proximal import accelerated, largest_curvature

__all__ = ["softmax_regression"]


def softmax_regression(
    x: Array, target: Labels, classes: int, *, strength: float, tolerance: float = 1e-9
) -> tuple[Array, Array]:
    """Weight (D, C) and bias (C,) of least mean loss + ½·strength·‖W‖²; scores are xW + b.

    scikit-learn's C is 1/(N·strength). Fitted in float64.
    """
    dtype = floating("x", x).dtype
    N, D = sizes("x", x, "N D")
    must(strength > 0, "strength must be positive", strength, "1e-4 is nearly none.")
    x = np.asarray(x, np.float64)
    shift = x.mean(axis=0)  # (D,)
    inputs = np.column_stack([x - shift, np.ones(N)])  # (N, D + 1)
    penalty = np.append(np.full(D, strength), 0.0)[:, None]  # (D + 1, 1); none on the bias

    def gradient(w: Array) -> Array:
        return inputs.T @ cross_entropy(inputs @ w, target)[1] + penalty * w  # (D + 1, C)

    w = accelerated(
        gradient,
        lambda w, rate: w,
        np.zeros((D + 1, classes)),
        largest_curvature(inputs) / 2 + strength,
        tolerance=tolerance,
    )
    return w[:D].astype(dtype), (w[D] - shift @ w[:D]).astype(dtype)
