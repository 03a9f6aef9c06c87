"""A forest of random-projection trees: halve the space again and again, look where the query falls.

    split:  two stored vectors a, b at random, the plane halfway between them
            margin(x) = (x·(a − b) − ½ (‖a‖² − ‖b‖²)) / ‖a − b‖          > 0: nearer to a

Letters: N stored vectors of D features, Q queries, k neighbours. A tree of leaves of at most `leaf`
vectors is about log₂(N/leaf) deep, so that a query costs few products. One tree misses what lies
just behind a plane; several trees cut elsewhere, and one queue over all of them opens the leaves in
the order of how deep the query lies on their side, until `inspect` vectors are collected.

The trap is data with many equal vectors: no plane parts them, and the recursion would not end. A
split that leaves less than a twentieth on a side is drawn again, and after three tries the vectors
are halved at random; such a node sends the query both ways.

Source: the idea of Dasgupta and Freund, 2008; splits and queue as Annoy (Bernhardsson, 2013) has
them.
"""

from __future__ import annotations

import heapq
from typing import NamedTuple

import numpy as np

from ..shapes import Array, Labels, floating, must, sizes
from .nearest import Found, closest

__all__ = ["ProjectionForest"]


class _Split(NamedTuple):
    normal: Array  # (D,), length 1, or zeros after a halving at random
    offset: float
    above: int  # the nodes on either side
    below: int


class ProjectionForest:
    """Trees over vectors (N, D) with leaves of at most `leaf`.

    With the same seed, the first trees of a larger forest are those of a smaller one.
    """

    def __init__(
        self, vectors: Array, trees: int, rng: np.random.Generator, *, leaf: int = 16
    ) -> None:
        vectors = floating("vectors", vectors)
        N, _ = sizes("vectors", vectors, "N D")
        must(trees >= 1 and leaf >= 1, "trees and leaf must be at least 1", (trees, leaf), "Raise.")
        must(N >= 1, "there must be vectors to search among", f"shape {vectors.shape}", "Add some.")
        self.vectors = vectors.astype(np.promote_types(vectors.dtype, np.float32), copy=False)
        self.leaf = leaf
        self.nodes: list[_Split | Labels] = []  # a leaf is the indices of its vectors
        self.roots = [self._grow(np.arange(N), rng) for _ in range(trees)]

    def _grow(self, rows: Labels, rng: np.random.Generator) -> int:
        """The number of a new node over these rows, its subtree included."""
        place = len(self.nodes)
        self.nodes.append(rows)
        if len(rows) > self.leaf:
            normal, offset, side = self._plane(rows, rng)
            above, below = self._grow(rows[side], rng), self._grow(rows[~side], rng)
            self.nodes[place] = _Split(normal, offset, above, below)
        return place

    def _plane(self, rows: Labels, rng: np.random.Generator) -> tuple[Array, float, np.ndarray]:
        """A plane (normal, offset) between two of the rows, and which rows lie above it (n,)."""
        x = self.vectors[rows]  # (n, D)
        for _ in range(3):
            a, b = x[rng.choice(len(rows), size=2, replace=False)].astype(np.float64)  # (D,)
            length = float(np.linalg.norm(a - b))
            if length > 0:
                normal = ((a - b) / length).astype(x.dtype)  # (D,)
                offset = float(normal @ ((a + b) / 2))
                side = x @ normal > offset  # (n,)
                if 0.05 < side.mean() < 0.95:
                    return normal, offset, side
        side = rng.permutation(len(rows)) < len(rows) // 2  # (n,)
        return np.zeros(x.shape[1], dtype=x.dtype), 0.0, side

    def candidates(self, query: Array, inspect: int) -> Labels:
        """At least `inspect` stored vectors (indices) that lie in leaves near the query (D,)."""
        queue = [(-np.inf, root) for root in self.roots]  # heapq gives the smallest: priorities < 0
        heapq.heapify(queue)
        found: set[int] = set()
        while queue and len(found) < inspect:
            priority, place = heapq.heappop(queue)
            node = self.nodes[place]
            if isinstance(node, _Split):
                margin = float(node.normal @ query) - node.offset
                heapq.heappush(queue, (max(priority, -margin), node.above))
                heapq.heappush(queue, (max(priority, margin), node.below))
            else:
                found.update(node.tolist())
        return np.array(sorted(found))

    def search(self, queries: Array, k: int, inspect: int) -> Found:
        """The k nearest (Euclidean) to each query (Q, D) among about `inspect` candidates."""
        queries = floating("queries", queries)
        Q, D = sizes("queries", queries, "Q D", "One query is a row: query[None].")
        width = self.vectors.shape[1]
        must(width == D, f"queries must have the {width} columns of what is stored", D, "Same D.")
        must(inspect >= 1, "inspect must be at least 1", inspect, "k × trees is a usual start.")
        indices = np.empty((Q, k), dtype=np.intp)
        distances = np.empty((Q, k), dtype=self.vectors.dtype)
        compared = np.empty(Q, dtype=np.intp)
        for n, query in enumerate(queries.astype(self.vectors.dtype)):
            candidates = self.candidates(query, inspect)
            indices[n], distances[n] = closest(query, self.vectors, candidates, k)
            compared[n] = len(candidates)
        return Found(indices, distances.astype(queries.dtype), compared)
