"""Brute force: measure the distance to every stored vector and keep the k smallest.

    d²(q, x) = ‖q − x‖² = ‖q‖² − 2 q·x + ‖x‖²          1 − cos(q, x) = ½ ‖q/‖q‖ − x/‖x‖‖²

Letters: Q queries, N stored vectors of D features, k neighbours. It is exact, needs no building,
and costs N·D products a query and D numbers a vector: 512 bytes for 128 features in float32.
Written as above, all distances are one matrix product.

The trap is that product: far from the origin it subtracts numbers that agree in all their digits.
Vectors around 10,000 with variance 1 then have distances that are noise, negative ones among them.
Here everything is first moved to the mean of the stored vectors, which changes no distance, and the
k that are kept are measured again as ‖q − x‖.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..shapes import Array, Labels, floating, must, sizes

__all__ = ["Found", "closest", "nearest", "unit"]


class Found(NamedTuple):
    """What a search returns, nearest first, and what it cost."""

    indices: Labels  # (Q, k), −1 where fewer than k were found
    distances: Array  # (Q, k), ∞ there
    compared: Labels  # (Q,), how many stored vectors were measured


def unit(x: Array) -> Array:
    """The rows (N, D) brought to length 1. A row of zeros has no direction: ShapeError."""
    x = floating("x", x)
    sizes("x", x, "N D", "One vector is a row: x[None].")
    wide = x.astype(np.promote_types(x.dtype, np.float32), copy=False)
    # the squares of the scaled rows neither overflow nor vanish
    largest = np.abs(wide).max(axis=1, keepdims=True, initial=0)  # (N, 1)
    must(
        bool((largest > 0).all()),
        "every row must have a direction",
        f"{int((largest == 0).sum())} rows of zeros",
        "Leave them out, or search by metric='euclidean'.",
    )
    scaled = wide / largest  # (N, D)
    return (scaled / np.linalg.norm(scaled, axis=1, keepdims=True)).astype(x.dtype)


def closest(query: Array, stored: Array, candidates: Labels, k: int) -> tuple[Labels, Array]:
    """The k of the candidates (rows of stored) nearest to one query (D,): indices and distances.

    Both are (k,), filled up with −1 and ∞ if the candidates are fewer. Equals come by index.
    """
    gap = stored[candidates] - query  # (c, D)
    d = np.sqrt(np.einsum("cd,cd->c", gap, gap))  # (c,)
    order = np.lexsort((candidates, d))[:k]
    indices = np.full(k, -1)
    distances = np.full(k, np.inf, dtype=d.dtype)
    indices[: len(order)] = candidates[order]
    distances[: len(order)] = d[order]
    return indices, distances


def nearest(
    queries: Array, stored: Array, k: int, *, metric: str = "euclidean", block: int = 1024
) -> Found:
    """The k nearest of stored (N, D) to each query (Q, D), exactly.

    metric: "euclidean" gives ‖q − x‖, "cosine" gives 1 − cos. Distances have the type of the
    queries. Of several at the very k-th distance any may be kept; what is kept comes by distance,
    then by index. Memory: `block` queries at a time, block × N numbers.
    """
    queries, stored = floating("queries", queries), floating("stored", stored)
    Q, D = sizes("queries", queries, "Q D", "One query is a row: query[None].")
    N, width = sizes("stored", stored, "N D")
    must(width == D, f"stored must have the {D} columns of queries", f"{width}", "Same features.")
    must(1 <= k <= N, f"k must lie from 1 to {N}, the vectors stored", k, "Ask for fewer.")
    must(metric in ("euclidean", "cosine"), "metric must be euclidean or cosine", metric, "Choose.")
    if metric == "cosine":
        queries, stored = unit(queries), unit(stored)
    work = np.promote_types(np.promote_types(queries.dtype, stored.dtype), np.float32)
    middle = stored.mean(axis=0, dtype=np.float64).astype(work)  # (D,)
    x = stored.astype(work, copy=False) - middle  # (N, D)
    q = queries.astype(work, copy=False) - middle  # (Q, D)
    x_square = np.einsum("nd,nd->n", x, x)  # (N,)
    indices = np.empty((Q, k), dtype=np.intp)
    distances = np.empty((Q, k), dtype=work)
    for start in range(0, Q, block):
        some = q[start : start + block]  # (B, D)
        d = x_square - 2 * (some @ x.T)  # (B, N), short of ‖q‖², which is the same for all
        kept = d.argmin(axis=1)[:, None]  # (B, 1), many times faster than a partition
        if k > 1:
            kept = np.argpartition(d, k - 1, axis=1)[:, :k]  # (B, k)
        gap = x[kept] - some[:, None]  # (B, k, D)
        exact = np.sqrt(np.einsum("bkd,bkd->bk", gap, gap))  # (B, k)
        order = np.lexsort((kept, exact), axis=1)  # (B, k)
        indices[start : start + block] = np.take_along_axis(kept, order, axis=1)
        distances[start : start + block] = np.take_along_axis(exact, order, axis=1)
    if metric == "cosine":
        distances = distances**2 / 2
    return Found(indices, distances.astype(queries.dtype), np.full(Q, N))
