"""Flatten: each sample becomes one row, so that a dense layer can read it.

    y[n, (c·H + h)·W + w] = x[n, c, h, w]          dL/dx is dL/dy in the old shape

The trap is the order: the last axis runs fastest, so weights that were trained on (C, H, W) are
wrong for images flattened as (H, W, C), though the count is the same. Nothing is copied: both ways
return a view where the memory allows.
"""

from __future__ import annotations

import math

from ..shapes import Array, floating, must

__all__ = ["flatten", "flatten_backward"]


def flatten(x: Array) -> tuple[Array, tuple[int, ...]]:
    """The samples as rows (N, D), D the product of the other sizes, and the shape they had."""
    x = floating("x", x)
    must(x.ndim >= 2, "x must have samples and something in each", x.shape, "Use x[None].")
    return x.reshape(len(x), math.prod(x.shape[1:])), x.shape  # (N, D)


def flatten_backward(dy: Array, shape: tuple[int, ...]) -> Array:
    """The gradient by x in its shape, for dy (N, D)."""
    return dy.reshape(shape)
