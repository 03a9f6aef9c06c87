"""Locality-sensitive hashing by random hyperplanes: similar directions fall into the same bucket.

    h_r(x) = [r·x > 0],  r ~ N(0, I)          P(h_r(x) = h_r(y)) = 1 − θ(x, y)/π

A key of B bits agrees with probability (1 − θ/π)ᴮ, and L tables, each with B hyperplanes of its
own, find a neighbour with 1 − (1 − (1 − θ/π)ᴮ)ᴸ. More bits make buckets small and miss more; more
tables find more and measure more.

Letters: N stored vectors of D features, L tables, B bits, Q queries, P probes. Several probes look
into the buckets next to the query's own: those whose key differs in the bit of which the query was
least sure (the smallest |r·q|), then in the second least, and so on: recall without more memory.

The trap is to take this for Euclidean search: only the angle counts, a vector and its double are
the same. What is stored is therefore brought to length 1. Vectors that all lie on one side of the
origin (pixels from 0 to 1) have small angles and share buckets; subtract their mean first.

Source: Charikar, 2002, section 3; the order of probes after Lv et al., 2007.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating, must, sizes
from .nearest import Found, closest, unit

__all__ = ["Hyperplanes", "collision_probability"]


def collision_probability(angle: Array | float, bits: int = 1, tables: int = 1) -> Array:
    """How probably two vectors at that angle (radians, 0 to π) share a bucket of some table."""
    key = (1 - np.asarray(angle) / np.pi) ** bits
    return 1 - (1 - key) ** tables


class Hyperplanes:
    """L tables of keys of B bits over vectors (N, D). The first tables of more are the same."""

    def __init__(self, vectors: Array, tables: int, bits: int, rng: np.random.Generator) -> None:
        vectors = floating("vectors", vectors)
        _, D = sizes("vectors", vectors, "N D")
        must(tables >= 1, "tables must be at least 1", tables, "Each table is one hash.")
        must(1 <= bits <= 62, "bits must lie from 1 to 62", bits, "A key is one 64-bit integer.")
        self.vectors = unit(vectors.astype(np.promote_types(vectors.dtype, np.float32)))
        planes = rng.standard_normal((tables, bits, D))
        self.planes = planes.astype(self.vectors.dtype)  # (L, B, D)
        keys = self.keys(self.vectors)  # (L, N)
        self.order = np.argsort(keys, axis=1, kind="stable")  # (L, N): a bucket is a run of equals
        self.sorted = np.take_along_axis(keys, self.order, axis=1)  # (L, N)

    def margins(self, x: Array) -> Array:
        """r·x for every vector (N, D), table and bit: (L, N, B)."""
        L, B, D = self.planes.shape
        flat = x @ self.planes.reshape(L * B, D).T  # (N, L·B)
        return flat.reshape(len(x), L, B).transpose(1, 0, 2)

    def keys(self, x: Array) -> np.ndarray:
        """The key of every vector (N, D) in every table: integers (L, N)."""
        return (self.margins(x) > 0) @ (1 << np.arange(self.planes.shape[1]))

    def search(self, queries: Array, k: int, probes: int = 1) -> Found:
        """The k nearest to each query (Q, D) among what shares a bucket; distances are 1 − cos.

        `probes` buckets of each table are looked into, at most bits + 1. Loops over queries and
        tables, since each query has candidates of its own.
        """
        queries = floating("queries", queries)
        Q, D = sizes("queries", queries, "Q D", "One query is a row: query[None].")
        L, B, width = self.planes.shape
        must(width == D, f"queries must have the {width} columns of what is stored", D, "Same D.")
        must(1 <= probes <= B + 1, f"probes must lie from 1 to {B + 1}", probes, "Bits plus 1.")
        q = unit(queries.astype(self.vectors.dtype))  # (Q, D)
        flips = np.argsort(np.abs(self.margins(q)), axis=2)[:, :, : probes - 1]  # (L, Q, P−1)
        own = self.keys(q)[:, :, None]  # (L, Q, 1)
        probed = np.concatenate([own, own ^ (1 << flips)], axis=2)  # (L, Q, P)
        start = np.stack(
            [np.searchsorted(s, p, "left") for s, p in zip(self.sorted, probed, strict=True)]
        )
        stop = np.stack(
            [np.searchsorted(s, p, "right") for s, p in zip(self.sorted, probed, strict=True)]
        )
        indices = np.empty((Q, k), dtype=np.intp)
        distances = np.empty((Q, k), dtype=q.dtype)
        compared = np.empty(Q, dtype=np.intp)
        for n in range(Q):
            runs = [
                self.order[table, a:b]
                for table in range(L)
                for a, b in zip(start[table, n], stop[table, n], strict=True)
            ]
            candidates = np.unique(np.concatenate(runs))  # (c,)
            indices[n], distances[n] = closest(q[n], self.vectors, candidates, k)
            compared[n] = len(candidates)
        return Found(indices, (distances**2 / 2).astype(queries.dtype), compared)
