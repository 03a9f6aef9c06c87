"""Mixup and CutMix: samples between samples, with labels between their labels.

    λ ~ Beta(α, α)
    mixup:   x̃ = λ x + (1 − λ) x_π            ỹ = λ y + (1 − λ) y_π
    CutMix:  x̃ = x, but x_π within a box       ỹ = λ y + (1 − λ) y_π,  1 − λ = share of the box

Letters: N samples, C classes, π a permutation of the batch. α → 0 leaves the samples as they are,
α = 1 takes any λ alike. The model learns to be half sure half way, and is less sure of itself.

Two traps. Labels must be mixed with the same λ and the same π, so they are one-hot rows (integer
labels cannot be mixed). And a box that is cut off by the edge covers less than was drawn: λ is
counted again from the pixels.

Source: Zhang et al., 2018, equation 1; Yun et al., 2019 (CutMix).
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating, must

__all__ = ["cutmix", "mixup"]


def mixup(x: Array, y: Array, alpha: float, rng: np.random.Generator) -> tuple[Array, Array]:
    """x (N, …) and one-hot or soft y (N, C), each sample mixed with another by a λ of its own."""
    x, y = _checked(x, y, alpha)
    other = rng.permutation(len(x))
    share = rng.beta(alpha, alpha, size=len(x))  # (N,)
    by_x = share.reshape(-1, *(1,) * (x.ndim - 1)).astype(x.dtype)
    by_y = share[:, None].astype(y.dtype)
    return by_x * x + (1 - by_x) * x[other], by_y * y + (1 - by_y) * y[other]


def cutmix(x: Array, y: Array, alpha: float, rng: np.random.Generator) -> tuple[Array, Array]:
    """Images x (N, …, H, W) with a box of another image in each, and y (N, C) mixed by its share.

    The boxes have the shape of the image; each sample has its own place and size.
    """
    x, y = _checked(x, y, alpha)
    must(x.ndim >= 3, "x must be images (N, …, H, W)", f"shape {x.shape}", "Reshape flat rows.")
    N, (H, W) = len(x), x.shape[-2:]
    other = rng.permutation(N)
    side = np.sqrt(1 - rng.beta(alpha, alpha, size=N))[:, None]  # (N, 1), share of each side
    middle_h, middle_w = rng.random((N, 1)) * H, rng.random((N, 1)) * W
    rows = np.abs(np.arange(H) + 0.5 - middle_h) < side * H / 2  # (N, H)
    columns = np.abs(np.arange(W) + 0.5 - middle_w) < side * W / 2  # (N, W)
    box = rows[:, :, None] & columns[:, None]  # (N, H, W)
    foreign = box.mean(axis=(1, 2))[:, None].astype(y.dtype)  # (N, 1), counted, not drawn
    mixed = np.where(box.reshape(N, *(1,) * (x.ndim - 3), H, W), x[other], x)
    return mixed, (1 - foreign) * y + foreign * y[other]


def _checked(x: Array, y: Array, alpha: float) -> tuple[Array, Array]:
    x, y = floating("x", x), floating("y", y)
    must(
        y.ndim == 2 and len(y) == len(x),
        f"y must have shape ({len(x)}, C)",
        f"shape {y.shape}",
        "Integer labels cannot be mixed: one_hot(labels, C).",
    )
    must(alpha > 0, "alpha must be positive", alpha, "0.2 mixes little, 1 mixes evenly.")
    return x, y
