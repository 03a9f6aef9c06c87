"""Gradient accumulation: a large batch in pieces that fit into memory, with one step at the end.

    ∇L_B = Σ_i (|B_i| / |B|) ∇L_{B_i}          for a batch B cut into B_1, B_2, …

Memory holds the activations of one piece; the sum is exact. Two traps. The mean of the pieces'
means is right only when all pieces have one size, so each is weighted by its share here. And a
layer that looks across the batch (batch normalization) sees the pieces, not the batch: with it the
equality is lost.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Labels, Parameters, must
from .epoch import LossOf

__all__ = ["accumulated_gradient"]


def accumulated_gradient(loss_of: LossOf, rows: Labels, size: int) -> tuple[float, Parameters]:
    """The mean loss over these rows and its gradients, computed `size` rows at a time.

    Gradients of float16 are summed in float32 and come back as float16.
    """
    must(size >= 1, "size must be at least 1", size, "A piece holds a sample or more.")
    must(len(rows) >= 1, "rows must hold an index or more", "none", "Skip an empty batch.")
    total = 0.0
    sums: Parameters = {}
    given: Parameters = {}
    for start in range(0, len(rows), size):
        piece = rows[start : start + size]
        share = len(piece) / len(rows)
        loss, given = loss_of(piece)
        total += share * loss
        for name, gradient in given.items():
            wide = gradient.astype(np.result_type(gradient, np.float32))
            sums[name] = sums.get(name, 0.0) + share * wide
    return total, {name: sums[name].astype(given[name].dtype) for name in sums}
