"""Orthogonal initialization: the layer turns its input and keeps its length.

    A ~ N(0, 1)          A = Q R          W = gain · Q · sign(diag R)          WᵀW = gain² I

Every singular value is equal, where those of an independent normal matrix reach from near 0 to
twice their typical size, and products of many such matrices lose all directions but one: hence its
use for recurrent weights. The trap is to take Q as it comes: its signs are the algorithm's
convention (R's diagonal), and only dividing them out makes all orthogonal matrices equally likely.
A convolution (O, C, *kernel) is orthogonal as a matrix of O rows; a matrix that is not square has
orthonormal rows or columns, whichever are fewer.
Source: Saxe, McClelland and Ganguli, 2014, section 3; the signs: Mezzadri, 2007, section 5.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import DTypeLike

from ..shapes import Array
from .fans import fans

__all__ = ["orthogonal"]


def orthogonal(
    rng: np.random.Generator,
    shape: tuple[int, ...],
    *,
    gain: float = 1.0,
    dtype: DTypeLike = np.float64,
) -> Array:
    """Weights of that shape: dense (D, K) or convolution (O, C, *kernel)."""
    fans(shape)  # says what a weight's shape must be
    rows, columns = shape[0], int(np.prod(shape[1:]))
    long, short = max(rows, columns), min(rows, columns)
    q, r = np.linalg.qr(rng.standard_normal((long, short)))  # (long, short)
    q *= np.sign(np.diag(r))
    matrix = q if rows >= columns else q.T  # (rows, columns)
    return (gain * matrix).reshape(shape).astype(dtype)
