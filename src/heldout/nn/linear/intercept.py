"""The intercept, taken out before the fit and put back after it.

    x̄ = Σ s_n x_n / Σ s_n          fit w on √s_n (x_n − x̄), √s_n (y_n − ȳ)          b = ȳ − x̄ w

s: weights of the samples, 1 unless given. The least-squares plane passes through the weighted
means, so that b need not be solved for, and a penalty on w leaves it alone. The trap that this
avoids: a column of ones beside features with mean 10,000 and variance 1 is nearly one of them, and
half of the digits are lost; a penalised column of ones also pulls the predictions towards 0.
Computed in float64; letters: N samples, D features, K targets.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating, must, sizes

__all__ = ["Centred", "centred"]


class Centred:
    """x (N, D) and y (N,) or (N, K) without their means, in float64."""

    def __init__(self, x: Array, y: Array, weights: Array | None, intercept: bool) -> None:
        x = floating("x", x)
        N, D = sizes("x", x, "N D", "One feature is one column: x[:, None].")
        y = np.asarray(y)
        must(
            y.ndim in (1, 2) and len(y) == N,
            f"y must have shape ({N},) or ({N}, K)",
            f"shape {y.shape}",
            "One target, or one row of targets, for each row of x.",
        )
        s = np.ones(N) if weights is None else np.asarray(weights, dtype=np.float64)
        must(
            s.shape == (N,) and bool((s >= 0).all()) and s.sum() > 0,
            f"weights must be {N} numbers, none negative and not all 0",
            f"shape {s.shape}, {s.min():g} to {s.max():g}" if s.size else "nothing",
            "Leave them out to weigh all samples alike.",
        )
        self.dtype = x.dtype
        x, y = x.astype(np.float64), y.astype(np.float64)
        self.x_mean = s @ x / s.sum() if intercept else np.zeros(D)  # (D,)
        self.y_mean = s @ y / s.sum() if intercept else np.zeros(y.shape[1:])  # () or (K,)
        root = np.sqrt(s)[:, None]  # (N, 1)
        self.x = (x - self.x_mean) * root  # (N, D)
        self.y = (y - self.y_mean) * (root if y.ndim == 2 else root[:, 0])  # as y

    def with_bias(self, weight: Array) -> tuple[Array, Array]:
        """The weight (D,) or (D, K) in the dtype of x, and its bias () or (K,)."""
        bias = np.asarray(self.y_mean - self.x_mean @ weight)
        return weight.astype(self.dtype), bias.astype(self.dtype)


def centred(x: Array, y: Array, weights: Array | None = None, *, intercept: bool = True) -> Centred:
    """The data without their means (with their zero, if there is to be no intercept)."""
    return Centred(x, y, weights, intercept)
