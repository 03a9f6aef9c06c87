"""Inverted file and product quantization together: few cells are looked into, and bytes are kept.

    code of x in cell j:  PQ(x − c_j)          d²(q, x) ≈ ‖(q − c_j) − decode(code)‖²

Letters: N stored vectors of D features, K cells, M parts, Q queries. What is coded is the residual
to the cell's centre: it is smaller than the vector, and all cells share one set of codebooks, so
that the same M bytes say more.

The trap is the query: it too must be taken relative to each probed centre, which makes one table a
probe, not one a query.

Source: Jégou, Douze and Schmid, 2011, section IV (IVFADC); the default of Faiss at scale.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating, must, sizes
from .inverted_file import InvertedFile
from .nearest import Found, nearest
from .product_quantization import ProductQuantizer

__all__ = ["CodedCells"]


class CodedCells:
    """Vectors (N, D) as M bytes each in K cells; the vectors themselves are not kept."""

    def __init__(
        self,
        vectors: Array,
        cells: int,
        parts: int,
        rng: np.random.Generator,
        *,
        centers: int = 256,
    ) -> None:
        file = InvertedFile(vectors, cells, rng)
        self.centers, self.lists = file.centers, file.lists
        home = np.empty(len(file.vectors), dtype=np.intp)  # (N,)
        for cell, rows in enumerate(file.lists):
            home[rows] = cell
        residual = file.vectors - file.centers[home]  # (N, D)
        self.quantizer = ProductQuantizer(residual, parts, rng, centers=centers)

    def search(self, queries: Array, k: int, nprobe: int = 1) -> Found:
        """The k nearest to each query (Q, D) in its `nprobe` nearest cells, by the codes."""
        queries = floating("queries", queries)
        Q, D = sizes("queries", queries, "Q D", "One query is a row: query[None].")
        K, width = self.centers.shape
        must(width == D, f"queries must have the {width} columns of what is stored", D, "Same D.")
        must(1 <= nprobe <= K, f"nprobe must lie from 1 to {K}, the cells", nprobe, "Fewer.")
        q = queries.astype(self.centers.dtype, copy=False)
        cells = nearest(q, self.centers, nprobe).indices  # (Q, nprobe)
        indices = np.full((Q, k), -1)
        distances = np.full((Q, k), np.inf, dtype=q.dtype)
        compared = np.empty(Q, dtype=np.intp)
        for n in range(Q):
            tables = self.quantizer.tables(q[n] - self.centers[cells[n]])  # (nprobe, M, K)
            lists = [self.lists[cell] for cell in cells[n]]
            d2 = np.concatenate(
                [
                    self.quantizer.squares(table[None], self.quantizer.codes[rows])[0]
                    for table, rows in zip(tables, lists, strict=True)
                ]
            )  # (c,)
            candidates = np.concatenate(lists)  # (c,)
            order = np.lexsort((candidates, d2))[:k]
            indices[n, : len(order)] = candidates[order]
            distances[n, : len(order)] = np.sqrt(d2[order])
            compared[n] = K + len(candidates)
        return Found(indices, distances.astype(queries.dtype), compared)
