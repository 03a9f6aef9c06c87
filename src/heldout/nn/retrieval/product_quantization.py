"""Product quantization: a vector in a few bytes, and distances by looking up a table.

    x = (x¹ … xᴹ)  →  codes (i₁ … i_M),  i_m = argmin_i ‖xᵐ − c_{m,i}‖
    d²(q, x) ≈ Σ_m T[m, i_m],   T[m, i] = ‖qᵐ − c_{m,i}‖²

Letters: N stored vectors of D features in M parts of D/M, K ≤ 256 centres for each part (one byte),
Q queries. 128 features in float32 are 512 bytes; with M = 8 they are 8, and the M·K centres tell Kᴹ
vectors apart. The query is not coded ("asymmetric"), which is more accurate at the same price: T is
made once a query, then each stored vector costs M additions.

The trap is to read the result as the distance: it is the distance to the nearest thing that the
code can say, and equal codes tie. Measure the best few again with the whole vectors when the order
matters.

Source: Jégou, Douze and Schmid, 2011, equations 8 and 13.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..shapes import Array, floating, must, sizes
from .k_means import k_means, k_means_start
from .nearest import Found, nearest

__all__ = ["ProductQuantizer"]


class ProductQuantizer:
    """Codebooks (M, K, D/M) learned from vectors (N, D), and the codes (N, M) of those vectors."""

    def __init__(
        self,
        vectors: Array,
        parts: int,
        rng: np.random.Generator,
        *,
        centers: int = 256,
        most: int = 20,
    ) -> None:
        vectors = floating("vectors", vectors)
        N, D = sizes("vectors", vectors, "N D")
        must(
            1 <= parts <= D and D % parts == 0,
            f"parts must divide the {D} features",
            parts,
            "Pad the vectors with zeros, or choose a divisor.",
        )
        must(1 <= centers <= min(N, 256), f"centers: 1 to {min(N, 256)}", centers, "One byte each.")
        work = vectors.astype(np.promote_types(vectors.dtype, np.float32), copy=False)
        self.codebooks = np.stack(
            [
                k_means(part, k_means_start(part, centers, rng), most=most).centers
                for part in np.split(work, parts, axis=1)
            ]
        )  # (M, K, D/M)
        self.codes = self.encode(vectors)  # (N, M)

    def encode(self, x: Array) -> NDArray[np.uint8]:
        """The nearest centre of every part: uint8 (N, M), M bytes a vector."""
        parts = self._parts(x)
        found = [
            nearest(part, book, 1).indices[:, 0]
            for part, book in zip(parts, self.codebooks, strict=True)
        ]
        return np.stack(found, axis=1).astype(np.uint8)  # (N, M)

    def decode(self, codes: NDArray[np.uint8]) -> Array:
        """The vectors (N, D) that the codes (N, M) stand for."""
        M = len(self.codebooks)
        must(codes.shape[1:] == (M,), f"codes must be (N, {M})", codes.shape, "See encode.")
        return np.concatenate([self.codebooks[m, codes[:, m]] for m in range(M)], axis=1)  # (N, D)

    def tables(self, queries: Array) -> Array:
        """‖qᵐ − c_{m,i}‖² for each query (Q, D), part and centre: (Q, M, K)."""
        by_part = [
            np.square(part[:, None] - book).sum(axis=-1)  # (Q, K)
            for part, book in zip(self._parts(queries), self.codebooks, strict=True)
        ]
        return np.stack(by_part, axis=1)  # (Q, M, K)

    def squares(self, table: Array, codes: NDArray[np.uint8]) -> Array:
        """Squared distances of all codes (N, M) by the tables (Q, M, K): (Q, N)."""
        total = np.zeros((len(table), len(codes)), dtype=table.dtype)  # (Q, N)
        for m in range(len(self.codebooks)):
            total += table[:, m, codes[:, m]]
        return total

    def search(self, queries: Array, k: int) -> Found:
        """The k nearest to each query (Q, D) by the codes; the distances are approximate."""
        queries = floating("queries", queries)
        N = len(self.codes)
        must(1 <= k <= N, f"k must lie from 1 to {N}, the vectors stored", k, "Ask for fewer.")
        d2 = self.squares(self.tables(queries), self.codes)  # (Q, N)
        indices = np.argsort(d2, axis=1, kind="stable")[:, :k]  # (Q, k)
        distances = np.sqrt(np.take_along_axis(d2, indices, axis=1))  # (Q, k)
        return Found(indices, distances.astype(queries.dtype), np.full(len(queries), N))

    def _parts(self, x: Array) -> list[Array]:
        M, _, width = self.codebooks.shape
        x = floating("x", x)
        _, D = sizes("x", x, "N D", "One vector is a row: x[None].")
        must(M * width == D, f"x must have {M * width} columns", D, "Those it was learned from.")
        return np.split(x.astype(self.codebooks.dtype, copy=False), M, axis=1)
