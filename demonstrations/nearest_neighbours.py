"""Searching less and still finding most of the nearest neighbours

5,000 MNIST images as their first 128 principal components in float32 (512 bytes each), 4,800 stored
and 200 asked for. What is counted is recall@10 against the share of stored vectors that were
measured: as many drawn at random would have a recall equal to that share. Seconds are not told: at
this size NumPy's one matrix product is faster than any search that walks in Python, and the shares
are what carries over to millions. More tables, probes, trees or cells find more, and all cells find
everything; codes of 16 bytes find over half, and the best 100 of them, measured again with the
whole vectors, nearly all.
"""

from __future__ import annotations

import numpy as np

from heldout.nn.retrieval import (
    CodedCells,
    Found,
    Hyperplanes,
    InvertedFile,
    ProductQuantizer,
    ProjectionForest,
    closest,
    nearest,
    recall_at_k,
)
from heldout.nn.shapes import Array, Labels

from .data import mnist
from .finding import Finding

TITLE = "Searching less and still finding most of the nearest neighbours"
ROWS = [
    "Brute-force nearest neighbour",
    "Locality sensitive hashing",
    "Annoy (random-projection trees)",
    "Faiss IVF / PQ",
]

K = 10
SEED = 0


def _vectors() -> tuple[Array, Array]:
    """4,800 stored vectors and 200 queries (…, 128) in float32, about the mean of the stored."""
    data = mnist()
    x = np.concatenate([data.train_x, data.test_x])
    x -= x[:4800].mean(axis=0)
    _, axes = np.linalg.eigh(x[:4800].T @ x[:4800])  # the largest last
    axes = axes[:, -128:]
    axes *= np.sign(axes[np.abs(axes).argmax(axis=0), np.arange(128)])  # the library's choice
    z = (x @ axes).astype(np.float32)
    return z[:4800], z[4800:]


def findings() -> list[Finding]:
    """Recall and share measured, for each way to search."""
    stored, queries = _vectors()
    true = nearest(queries, stored, K).indices
    by_angle = nearest(queries, stored, K, metric="cosine").indices
    told = [Finding("brute force: bytes a vector", stored[0].nbytes, 0, "B", 0, 512, 512)]

    def tell(name: str, found: Found, least: float, most: float, truth: Labels = true) -> None:
        recall = 100 * recall_at_k(found.indices, truth)
        share = 100 * float(found.compared.mean()) / len(stored)
        told.append(Finding(f"{name}: recall@10", recall, 4, "%", 1, at_least=least))
        told.append(Finding(f"{name}: measured", share, 1.5, "%", 1, at_most=most))

    for tables, probes, least in ((2, 1, 4), (8, 1, 20), (8, 4, 45)):
        index = Hyperplanes(stored, tables, 12, np.random.default_rng(SEED))
        found = index.search(queries, K, probes)
        tell(f"LSH, {tables} tables, {probes} of 4,096 buckets", found, least, 3, by_angle)
    for trees, least in ((1, 68), (8, 90)):
        forest = ProjectionForest(stored, trees, np.random.default_rng(SEED))
        tell(f"forest, trees: {trees}", forest.search(queries, K, 400), least, 9)
    file = InvertedFile(stored, 64, np.random.default_rng(SEED), most=8)
    for nprobe, least, most in ((1, 50, 6), (4, 85, 12), (64, 99.9, 102)):
        found = file.search(queries, K, nprobe)
        tell(f"inverted file, {nprobe} of 64 cells", found, least, most)
    quantizer = ProductQuantizer(stored, 16, np.random.default_rng(SEED), centers=128, most=5)
    coded = quantizer.search(queries, 100)
    size = float(quantizer.codes[0].nbytes)
    told.append(Finding("product quantization: bytes a vector", size, 0, "B", 0, 16, 16))
    best = coded.indices[:, :K]
    recall = 100 * recall_at_k(best, true)
    told.append(Finding("product quantization: recall@10 by codes", recall, 4, "%", 1, 50))
    again = [closest(q, stored, n, K)[0] for q, n in zip(queries, coded.indices, strict=True)]
    recall = 100 * recall_at_k(np.stack(again), true)
    told.append(Finding("the best 100 measured again: recall@10", recall, 2, "%", 1, 95))
    cells = CodedCells(stored, 32, 16, np.random.default_rng(SEED), centers=64)
    found = cells.search(queries, K, 4)
    tell("16-byte codes of residuals, 4 of 32 cells", found, 40, 25)
    return told
