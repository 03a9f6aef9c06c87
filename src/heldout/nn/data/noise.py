"""Noise added, and squares cut out: what a model must learn to do without.

    noise:   y = x + σ ε,  ε ~ N(0, 1)          cutout:  y = x, but `fill` in a square at random

Letters: N samples; N images of H × W pixels. To a linear model with squared error, noise on the
inputs is weight decay: E(y − w·(x + σε))² = (y − w·x)² + σ² ‖w‖².

Two traps. Pixels from 0 to 1 leave that range: `low` and `high` clip them, if whoever comes next
minds. And both are for training rows only; a noisy test measures something else. The square is
drawn by its centre, as in the source: near the edge less than the whole of it is cut out.

Source: Bishop, 1995 (noise as a penalty); DeVries and Taylor, 2017 (cutout).
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating, must

__all__ = ["add_noise", "cutout"]


def add_noise(
    x: Array,
    deviation: float,
    rng: np.random.Generator,
    *,
    low: float | None = None,
    high: float | None = None,
) -> Array:
    """x of any shape with normal noise of that standard deviation, clipped if bounds are given."""
    x = floating("x", x)
    must(deviation >= 0, "deviation must be 0 or more", deviation, "It is a standard deviation.")
    noisy = (x + deviation * rng.standard_normal(x.shape)).astype(x.dtype)
    return noisy if low is None and high is None else np.clip(noisy, low, high)


def cutout(images: Array, side: int, rng: np.random.Generator, *, fill: float = 0.0) -> Array:
    """Images (N, …, H, W), in each a square of that side set to `fill`, its centre anywhere."""
    images = floating("images", images)
    must(images.ndim >= 3, "images: (N, …, H, W)", f"shape {images.shape}", "One is x[None].")
    must(side >= 0, "side must be 0 or more", side, "Pixels.")
    N, (H, W) = len(images), images.shape[-2:]
    top = rng.integers(H, size=N)[:, None] - side // 2  # (N, 1)
    left = rng.integers(W, size=N)[:, None] - side // 2  # (N, 1)
    rows = (np.arange(H) >= top) & (np.arange(H) < top + side)  # (N, H)
    columns = (np.arange(W) >= left) & (np.arange(W) < left + side)  # (N, W)
    cut = rows[:, :, None] & columns[:, None]  # (N, H, W)
    cut = cut.reshape(N, *(1,) * (images.ndim - 3), H, W)
    return np.where(cut, np.asarray(fill, dtype=images.dtype), images)
