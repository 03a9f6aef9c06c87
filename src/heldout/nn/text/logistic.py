"""Logistic regression in a few Newton steps: the scorer of attributes, entailment and shift.

    p = σ(x w + b)          L = −(1/N) Σ [y log p + (1 − y) log(1 − p)] + ½ λ ‖w‖²
    ∇L = xᵀ(p − y)/N + λ w          H = xᵀ diag(p (1 − p)) x / N + λ I          w ← w − s H⁻¹ ∇L

Letters: N samples, D features. b is a column of ones with no penalty on it. The step s is halved
until L falls, since a whole Newton step may overshoot where the curve is flat.

Two traps. Classes that a plane parts have no finite solution without the penalty (w grows for
ever), so λ must be positive. And log(1 − p) is −∞ once p rounds to 1: the loss is made of log(1 +
eᶻ) = max(z, 0) + log1p(e^−|z|).

Source: Cox, 1958; Newton's form as in Bishop, 2006, section 4.3.3.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating, must, sizes

__all__ = ["Logistic"]


class Logistic:
    """Weights (D,) and a bias, fitted to x (N, D) and y (N,) of 0 and 1 (or between)."""

    def __init__(self, x: Array, y: Array, *, penalty: float = 1e-2, steps: int = 50) -> None:
        x = floating("x", x)
        N, D = sizes("x", x, "N D")
        y = np.asarray(y, dtype=np.float64)
        must(y.shape == (N,), f"y must have shape ({N},)", f"shape {y.shape}", "One for each row.")
        must(bool(((y >= 0) & (y <= 1)).all()), "y must lie from 0 to 1", y, "Use 0 and 1.")
        must(penalty > 0, "penalty must be positive", penalty, "Parted classes need it.")
        ones = np.concatenate([x.astype(np.float64), np.ones((N, 1))], axis=1)  # (N, D + 1)
        shrink = np.full(D + 1, penalty)
        shrink[D] = 0
        theta = np.zeros(D + 1)
        for _ in range(steps):
            p = _sigmoid(ones @ theta)  # (N,)
            gradient = ones.T @ (p - y) / N + shrink * theta  # (D + 1,)
            if np.abs(gradient).max() < 1e-10:
                break
            curvature = (ones.T * (p * (1 - p))) @ ones / N + np.diag(shrink)
            curvature[D, D] += 1e-12  # all p rounded to 0 or 1
            direction = np.linalg.solve(curvature, gradient)  # (D + 1,)
            now, s = _loss(ones, y, shrink, theta), 1.0
            while s > 1e-6 and _loss(ones, y, shrink, theta - s * direction) > now:
                s /= 2
            theta = theta - s * direction
        self.weight = theta[:D].astype(x.dtype)  # (D,)
        self.bias = float(theta[D])

    def scores(self, x: Array) -> Array:
        """The log-odds of 1 for each row of x (N, D): (N,), in the type of x."""
        x = floating("x", x)
        _, D = sizes("x", x, "N D", "One sample is a row: x[None].")
        width = len(self.weight)
        must(width == D, f"x must have {width} columns", D, "Those it was fitted to.")
        return (x @ self.weight.astype(x.dtype) + np.asarray(self.bias, x.dtype)).astype(x.dtype)

    def probabilities(self, x: Array) -> Array:
        """The probability of 1 for each row of x (N, D): (N,)."""
        return _sigmoid(self.scores(x))


def _sigmoid(z: Array) -> Array:
    """1 / (1 + e^−z), by tanh, which does not overflow."""
    return (1 + np.tanh(z / 2)) / 2


def _loss(x: Array, y: Array, shrink: Array, theta: Array) -> float:
    z = x @ theta  # (N,)
    soft = np.maximum(z, 0) + np.log1p(np.exp(-np.abs(z)))
    return float((soft - y * z).mean() + shrink @ theta**2 / 2)
