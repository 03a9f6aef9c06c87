"""One-shot recognition: one enrolled vector a person, and the nearest one under a threshold is it.

    name(q) = name of argmin_n ‖q − g_n‖   if the smallest distance ≤ τ,   else nobody

Letters: N enrolled vectors of D features, Q queries, τ the threshold. Enrolling a new person trains
nothing: the embedding was trained before, on other people (`losses` has the triplet loss).

Two traps. Without the threshold, every stranger is somebody. And τ chosen on the same people that
are then measured is too good: choose it on pairs of others, by the false-accept rate that is
bearable. For an average of several views, average the vectors (or their distances) and bring them
to length 1 again; they are no probabilities.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from ..shapes import Array, floating, must, sizes
from .nearest import nearest, unit

__all__ = ["Gallery", "threshold_at"]


def threshold_at(stranger_distances: Array, false_accepts: float) -> float:
    """The largest τ at which at most that share of the distances between strangers is ≤ τ.

    −∞ (accept nobody) if the share allows not one of them.
    """
    d = np.sort(np.ravel(floating("stranger_distances", stranger_distances)))
    must(0 <= false_accepts <= 1, "false_accepts must lie from 0 to 1", false_accepts, "A share.")
    must(d.size > 0, "there must be distances between strangers", "none", "Pair different people.")
    allowed = int(np.floor(false_accepts * d.size))
    if allowed == d.size:
        return float(d[-1])
    below = d[d < d[allowed]]  # the first that must be refused refuses its equals too
    return float(below[-1]) if below.size else float("-inf")


class Gallery:
    """Enrolled vectors (N, D) and their names; `unit_length` compares directions only."""

    def __init__(self, threshold: float, *, unit_length: bool = True) -> None:
        self.threshold, self.unit_length = threshold, unit_length
        self.names: list[str] = []
        self.vectors: Array | None = None  # (N, D)

    def enrol(self, names: Sequence[str], vectors: Array) -> None:
        """Adds a vector (N, D) for each name; the same name may come again with another view."""
        vectors = floating("vectors", vectors)
        N, D = sizes("vectors", vectors, "N D", "One vector is a row: vector[None].")
        must(len(names) == N, f"there must be a name for each of the {N} vectors", len(names), "N.")
        if self.unit_length:
            vectors = unit(vectors)
        if self.vectors is not None:
            width = self.vectors.shape[1]
            must(width == D, f"vectors must have the {width} columns of the others", D, "Same D.")
            vectors = np.concatenate([self.vectors, vectors])  # (N + new, D)
        self.vectors = vectors.copy()
        self.names.extend(names)

    def query(self, vectors: Array) -> list[tuple[str | None, float]]:
        """For each vector (Q, D): the name, or None for nobody, and the smallest distance."""
        vectors = floating("vectors", vectors)
        sizes("vectors", vectors, "Q D", "One vector is a row: vector[None].")
        if self.vectors is None:
            return [(None, float("inf"))] * len(vectors)
        found = nearest(unit(vectors) if self.unit_length else vectors, self.vectors, 1)
        return [
            (self.names[index] if distance <= self.threshold else None, float(distance))
            for index, distance in zip(found.indices[:, 0], found.distances[:, 0], strict=True)
        ]
