"""Standardisation: every feature with mean 0 and deviation 1, by the statistics of training alone.

    z = (x − μ) / σ          μ = (1/N) Σ_n x_n          σ² = (1/N) Σ_n (x_n − μ)²

Letters: N training samples, D features. Gradient descent then sees features of one size, and one
learning rate fits all.

Three traps. Statistics of all rows tell the training what is in the test: they are taken from what
the class is made with, and nothing else. σ² as mean of squares minus squared mean loses every digit
far from 0 (mean 10,000, variance 1 in float32); here deviations are squared, in float64. And a
feature that never varies in training has σ = 0: it is divided by 1, comes out as 0, and shows a
test row that differs from it unscaled.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating, must, sizes

__all__ = ["Standardizer"]


class Standardizer:
    """μ and σ (D,) of the training rows (N, D), float64; applies them to any rows."""

    def __init__(self, train: Array) -> None:
        train = floating("train", train)
        N, _ = sizes("train", train, "N D", "Flatten the rest first: x.reshape(len(x), -1).")
        must(N >= 1, "train must have a row", f"shape {train.shape}", "Split before you scale.")
        self.mean = train.mean(axis=0, dtype=np.float64)  # (D,)
        constant = train.max(axis=0) == train.min(axis=0)  # (D,), exactly, whatever the rounding
        self.mean = np.where(constant, train[0], self.mean)
        deviation = np.sqrt(np.square(train - self.mean).mean(axis=0))  # (D,)
        self.scale = np.where(deviation > 0, deviation, 1)  # (D,)

    def apply(self, x: Array) -> Array:
        """z of rows (N, D), in their type."""
        x = self._fitting(x)
        return ((x - self.mean) / self.scale).astype(x.dtype)  # (N, D)

    def undo(self, z: Array) -> Array:
        """The rows (N, D) that apply makes into z; a constant feature comes back too."""
        z = self._fitting(z)
        return (z * self.scale + self.mean).astype(z.dtype)  # (N, D)

    def _fitting(self, x: Array) -> Array:
        x = floating("x", x)
        _, D = sizes("x", x, "N D", "One sample is a row: x[None].")
        width = len(self.mean)
        must(width == D, f"x must have the {width} features of training", D, "The same columns.")
        return x
