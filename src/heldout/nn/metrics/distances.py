"""Manhattan and Euclidean distance, of pairs and of all with all.

    Manhattan  Σ_d |a_d − b_d|           Euclidean  √(Σ_d (a_d − b_d)²)

For [6, 1, 4, 5] and [2, 8, 3, −1] they are 18 and √102 = 10.0995. Letters: N and M rows, D
features. All with all by differences needs N·M·D numbers. ‖x − y‖² = ‖x‖² + ‖y‖² − 2x·y needs N·M
and one matrix product, and has the trap: it subtracts large numbers that are nearly equal. Around a
mean of 10,000 nothing is left of a distance of 1 in float32, and the root of what is left may be
that of a negative number: nan. So the mean of y is taken from both first, which changes no
distance, and what is still below 0 becomes 0. Near duplicates stay inexact, by √ε of their norm.
Sums of float16 are made in float32, as 256² is beyond it.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating, must, sizes

__all__ = ["euclidean", "manhattan", "pairwise_euclidean", "pairwise_manhattan"]


def manhattan(a: Array, b: Array) -> Array:
    """The distance along the last axis, of arrays of one shape (..., D): shape (...)."""
    difference, kind = _difference(a, b)
    return np.abs(difference).sum(axis=-1).astype(kind)


def euclidean(a: Array, b: Array) -> Array:
    """The distance along the last axis, of arrays of one shape (..., D): shape (...)."""
    difference, kind = _difference(a, b)
    return np.sqrt((difference**2).sum(axis=-1)).astype(kind)


def pairwise_manhattan(x: Array, y: Array) -> Array:
    """The distance (N, M) of each row of x (N, D) to each of y (M, D)."""
    x, y, kind = _rows(x, y)
    total = np.zeros((len(x), len(y)), dtype=x.dtype)  # (N, M)
    for d in range(x.shape[1]):  # there is no matrix product for |·|; this needs no (N, M, D)
        total += np.abs(x[:, d, None] - y[:, d])
    return total.astype(kind)


def pairwise_euclidean(x: Array, y: Array) -> Array:
    """The distance (N, M) of each row of x (N, D) to each of y (M, D)."""
    x, y, kind = _rows(x, y)
    centre = y.mean(axis=0)  # (D,)
    x, y = x - centre, y - centre
    square = (x**2).sum(axis=1)[:, None] + (y**2).sum(axis=1) - 2 * (x @ y.T)  # (N, M)
    return np.sqrt(np.maximum(square, 0)).astype(kind)


def _difference(a: Array, b: Array) -> tuple[Array, np.dtype[np.floating]]:
    a, b = floating("a", a), floating("b", b)
    must(
        a.shape == b.shape and a.ndim > 0,
        "a and b must have the same shape (..., D)",
        f"{a.shape} and {b.shape}",
        "For each row of one with each of the other there are pairwise_manhattan and _euclidean.",
    )
    wide = np.result_type(a, np.float32)
    return a.astype(wide) - b.astype(wide), a.dtype


def _rows(x: Array, y: Array) -> tuple[Array, Array, np.dtype[np.floating]]:
    x, y = floating("x", x), floating("y", y)
    _, D = sizes("x", x, "N D")
    M, columns = sizes("y", y, "M D")
    must(columns == D, f"y must have shape (M, {D})", y.shape, "The same features in each.")
    must(M > 0, "y must have a row", y.shape, "There is nothing to be near to.")
    wide = np.result_type(x, np.float32)
    return x.astype(wide), y.astype(wide), x.dtype
