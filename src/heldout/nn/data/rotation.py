"""Rotation of images, each by an angle of its own, with bilinear interpolation.

    out[h, w] = x at (h′, w′),   (h′, w′) = centre + R(−θ) ((h, w) − centre)
    x at (i + a, j + b) = (1−a)(1−b) x_ij + (1−a) b x_i,j+1 + a (1−b) x_i+1,j + a b x_i+1,j+1

Letters: N images, H × W pixels, θ counter-clockwise as seen, in degrees; 0 ≤ a, b < 1.

Two traps. Each output pixel asks where it comes from (the inverse rotation); asking where each
input pixel goes leaves holes. And the axis of rows points down, which turns the usual rotation
matrix the other way. Outside the image lies `fill`. A label survives small angles: past some 30° a
7 is a 1, at 180° a 6 is a 9.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating, must

__all__ = ["rotate"]


def rotate(images: Array, degrees: Array | float, *, fill: float = 0.0) -> Array:
    """Images (N, …, H, W) turned about their centre; one angle for all, or one for each (N,)."""
    images = floating("images", images)
    must(
        images.ndim >= 3,
        "images must have shape (N, …, H, W)",
        f"shape {images.shape}",
        "Flat rows become images with x.reshape(-1, H, W); one image is x[None].",
    )
    N, (H, W) = len(images), images.shape[-2:]
    angle = np.deg2rad(np.asarray(degrees, dtype=np.float64))
    must(angle.shape in ((), (N,)), f"degrees: one, or {N}", f"shape {angle.shape}", "One each.")
    angle = np.broadcast_to(angle, (N,))[:, None, None]  # (N, 1, 1)
    h = (np.arange(H) - (H - 1) / 2)[:, None]  # (H, 1), from the centre, downwards
    w = (np.arange(W) - (W - 1) / 2)[None]  # (1, W)
    from_h = np.cos(angle) * h + np.sin(angle) * w + (H - 1) / 2  # (N, H, W)
    from_w = np.cos(angle) * w - np.sin(angle) * h + (W - 1) / 2  # (N, H, W)
    from_h, from_w = from_h.round(9), from_w.round(9)  # a quarter turn meets the pixels themselves
    i, j = np.floor(from_h).astype(int), np.floor(from_w).astype(int)  # (N, H, W)
    a, b = from_h - i, from_w - j  # (N, H, W)
    work = np.promote_types(images.dtype, np.float32)
    flat = images.reshape(N, -1, H, W).astype(work)  # (N, C, H, W)
    out = np.zeros((N, H, W, flat.shape[1]), dtype=work)
    for row, column, share in (
        (i, j, (1 - a) * (1 - b)),
        (i, j + 1, (1 - a) * b),
        (i + 1, j, a * (1 - b)),
        (i + 1, j + 1, a * b),
    ):
        inside = ((row >= 0) & (row < H) & (column >= 0) & (column < W))[..., None]
        place = np.arange(N)[:, None, None]
        corner = flat[place, :, row.clip(0, H - 1), column.clip(0, W - 1)]  # (N, H, W, C)
        out += share[..., None].astype(work) * np.where(inside, corner, work.type(fill))
    return out.transpose(0, 3, 1, 2).reshape(images.shape).astype(images.dtype)
