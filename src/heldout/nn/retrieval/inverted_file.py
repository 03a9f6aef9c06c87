"""The inverted file: stored vectors lie in cells; a query looks into the few nearest to it.

    build:   c_1 … c_K by k-means;  list_j = {n : c_j is nearest to x_n}
    search:  the nprobe centres nearest to q, then every vector in their lists

Letters: N stored vectors of D features, K cells, Q queries. A query measures K centres and about
nprobe · N/K vectors instead of N; K near √N balances the two. With nprobe = K it is exact.

The trap is to count only the lists: the K centres are measured too, and with small nprobe they are
most of the work; `compared` counts both.

Source: Sivic and Zisserman, 2003; as in Jégou, Douze and Schmid, 2011, section IV.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating, must, sizes
from .k_means import k_means, k_means_start
from .nearest import Found, closest, nearest

__all__ = ["InvertedFile"]


class InvertedFile:
    """Vectors (N, D) in K cells; what is stored is kept whole."""

    def __init__(
        self, vectors: Array, cells: int, rng: np.random.Generator, *, most: int = 20
    ) -> None:
        vectors = floating("vectors", vectors)
        sizes("vectors", vectors, "N D")
        self.vectors = vectors.astype(np.promote_types(vectors.dtype, np.float32), copy=False)
        found = k_means(self.vectors, k_means_start(self.vectors, cells, rng), most=most)
        self.centers = found.centers  # (K, D)
        order = np.argsort(found.labels, kind="stable")  # (N,): a cell is a run
        ends = np.cumsum(np.bincount(found.labels, minlength=cells))[:-1]
        self.lists = np.split(order, ends)  # K arrays of indices

    def search(self, queries: Array, k: int, nprobe: int = 1) -> Found:
        """The k nearest (Euclidean) to each query (Q, D) in the `nprobe` nearest cells.

        Loops over queries, since each has candidates of its own.
        """
        queries = floating("queries", queries)
        Q, D = sizes("queries", queries, "Q D", "One query is a row: query[None].")
        K, width = self.centers.shape
        must(width == D, f"queries must have the {width} columns of what is stored", D, "Same D.")
        must(1 <= nprobe <= K, f"nprobe must lie from 1 to {K}, the cells", nprobe, "Fewer.")
        q = queries.astype(self.vectors.dtype, copy=False)
        cells = nearest(q, self.centers, nprobe).indices  # (Q, nprobe)
        indices = np.empty((Q, k), dtype=np.intp)
        distances = np.empty((Q, k), dtype=self.vectors.dtype)
        compared = np.empty(Q, dtype=np.intp)
        for n in range(Q):
            candidates = np.concatenate([self.lists[cell] for cell in cells[n]])  # (c,)
            indices[n], distances[n] = closest(q[n], self.vectors, candidates, k)
            compared[n] = K + len(candidates)
        return Found(indices, distances.astype(queries.dtype), compared)
