"""Min–max scaling: every feature from 0 to 1, by the extremes of training alone.

    z = (x − min) / (max − min)

Letters: N training samples, D features.

The trap is one outlier: it becomes the maximum, and all the others are pressed together near 0. A
single value k times as far out as the rest leaves them 1/k of the range; the mean and the deviation
of standardisation move too, but less. Test rows beyond the training extremes lie outside [0, 1]:
that is honest, and `clip` hides it. A feature that never varies is divided by 1 and comes out as 0.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating, must, sizes

__all__ = ["MinMaxScaler"]


class MinMaxScaler:
    """Minimum and range (D,) of the training rows (N, D), float64; applies them to any rows."""

    def __init__(self, train: Array) -> None:
        train = floating("train", train)
        N, _ = sizes("train", train, "N D", "Flatten the rest first: x.reshape(len(x), -1).")
        must(N >= 1, "train must have a row", f"shape {train.shape}", "Split before you scale.")
        self.low = train.min(axis=0).astype(np.float64)  # (D,)
        span = train.max(axis=0) - self.low  # (D,)
        self.span = np.where(span > 0, span, 1)  # (D,)

    def apply(self, x: Array, *, clip: bool = False) -> Array:
        """z of rows (N, D), in their type; with clip, nothing lies outside [0, 1]."""
        x = self._fitting(x)
        z = (x - self.low) / self.span  # (N, D)
        return (z.clip(0, 1) if clip else z).astype(x.dtype)

    def undo(self, z: Array) -> Array:
        """The rows (N, D) that apply, without clip, makes into z."""
        z = self._fitting(z)
        return (z * self.span + self.low).astype(z.dtype)  # (N, D)

    def _fitting(self, x: Array) -> Array:
        x = floating("x", x)
        _, D = sizes("x", x, "N D", "One sample is a row: x[None].")
        width = len(self.low)
        must(width == D, f"x must have the {width} features of training", D, "The same columns.")
        return x
