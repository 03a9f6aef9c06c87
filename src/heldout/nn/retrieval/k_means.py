"""k-means: K centres such that each vector is near one.

    J = Σ_n ‖x_n − c_{a(n)}‖²
    repeat:  a(n) ← argmin_j ‖x_n − c_j‖          c_j ← mean of the x_n with a(n) = j

Letters: N vectors of D features, K centres. Neither half-step can raise J, so it settles, at a
minimum that depends on the start: k-means++ draws each next centre with probability in proportion
to its squared distance from those drawn, and ends within 8 (ln K + 2) of the best J on average.

The trap is a centre that no vector is nearest to: its mean is 0/0. It is set on the vector that is
farthest from its own centre, which only lowers J.

Source: Lloyd, 1957/1982; Arthur and Vassilvitskii, 2007.
"""

from __future__ import annotations

from typing import NamedTuple

import numpy as np

from ..shapes import Array, Labels, floating, must, sizes
from .nearest import nearest

__all__ = ["Clusters", "k_means", "k_means_start"]


class Clusters(NamedTuple):
    """Where Lloyd's steps ended."""

    centers: Array  # (K, D)
    labels: Labels  # (N,), the nearest centre
    inertia: float  # J
    steps: int


def k_means_start(x: Array, clusters: int, rng: np.random.Generator) -> Array:
    """K rows of x (N, D), far from one another: (K, D)."""
    x = floating("x", x)
    N, _ = sizes("x", x, "N D")
    must(1 <= clusters <= N, f"clusters must lie from 1 to {N}, the vectors", clusters, "Fewer.")
    chosen = [int(rng.integers(N))]
    gap = np.full(N, np.inf)
    for _ in range(clusters - 1):
        step = (x - x[chosen[-1]]).astype(np.float64)  # (N, D)
        gap = np.minimum(gap, np.einsum("nd,nd->n", step, step))  # (N,), to the nearest drawn
        total = gap.sum()
        share = gap / total if total > 0 else np.full(N, 1 / N)  # all drawn already: any
        chosen.append(int(rng.choice(N, p=share)))
    return x[chosen]  # (K, D)


def k_means(x: Array, start: Array, *, most: int = 100) -> Clusters:
    """Lloyd's steps from the centres start (K, D), until no vector moves or `most` are done."""
    x, start = floating("x", x), floating("start", start)
    N, D = sizes("x", x, "N D")
    K, width = sizes("start", start, "K D")
    must(width == D and 1 <= K <= N, f"start must be (K, {D}), K ≤ {N}", start.shape, "Same D.")
    must(most >= 1, "most must be at least 1", most, "One step or more.")
    centers, labels = start.astype(x.dtype), np.full(N, -1)
    step = 0
    while step < most:
        step += 1
        found = nearest(x, centers, 1)
        before, labels = labels, found.indices[:, 0].copy()  # (N,)
        if np.array_equal(labels, before):
            break
        counts = np.bincount(labels, minlength=K)  # (K,)
        far = np.argsort(-found.distances[:, 0], kind="stable")
        for empty in np.flatnonzero(counts == 0):
            taken = next(n for n in far if counts[labels[n]] > 1)
            counts[labels[taken]] -= 1
            labels[taken], counts[empty] = empty, 1
        rows = np.argsort(labels, kind="stable")  # (N,): a cluster is a run, none is empty
        starts = np.cumsum(counts) - counts  # (K,)
        sums = np.add.reduceat(x[rows], starts, axis=0, dtype=np.float64)  # (K, D)
        centers = (sums / counts[:, None]).astype(x.dtype)  # (K, D)
    found = nearest(x, centers, 1)
    inertia = float(np.square(found.distances, dtype=np.float64).sum())
    return Clusters(centers, found.indices[:, 0], inertia, step)
