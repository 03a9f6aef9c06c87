"""Cosine similarity: how alike two directions are, whatever their lengths.

    cos(a, b) = a·b / (‖a‖ ‖b‖)

Letters: N and K rows of D features. The trap is a row of zeros (a text without a known word): it
has no direction, and 0/0 would spread. It is like nothing here: 0.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating, must, sizes

__all__ = ["cosine_similarity"]


def cosine_similarity(a: Array, b: Array) -> Array:
    """From −1 to 1 for each row of a (N, D) with each row of b (K, D): (N, K)."""
    a, b = floating("a", a), floating("b", b)
    _, D = sizes("a", a, "N D", "One vector is a row: a[None].")
    _, width = sizes("b", b, "K D", "One vector is a row: b[None].")
    must(width == D, f"b must have the {D} columns of a", width, "Both from the same vectors.")
    dtype = np.result_type(a, b)
    return (_directions(a) @ _directions(b).T).clip(-1, 1).astype(dtype)  # (N, K)


def _directions(x: Array) -> Array:
    """Rows of length 1, rows of zeros left as they are; in float32 at least."""
    x = x.astype(np.promote_types(x.dtype, np.float32))
    largest = np.abs(x).max(axis=1, keepdims=True, initial=0)  # (N, 1)
    x /= np.where(largest > 0, largest, 1)  # so that squares neither overflow nor vanish
    length = np.linalg.norm(x, axis=1, keepdims=True)  # (N, 1)
    return x / np.where(length > 0, length, 1)
