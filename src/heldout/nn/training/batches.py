"""Mini-batches without replacement: in each epoch every sample is seen once.

Drawing with replacement instead leaves out (1 − 1/N)ᴺ → 1/e ≈ 36.8 % of the samples an epoch.
"""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from ..shapes import Labels, must

__all__ = ["batches"]


def batches(samples: int, size: int, rng: np.random.Generator) -> Iterator[Labels]:
    """The indices of one epoch in random order, `size` at a time; the last may be fewer."""
    must(size >= 1, "size must be at least 1", size, "A batch holds a sample or more.")
    order = rng.permutation(samples)
    for start in range(0, samples, size):
        yield order[start : start + size]
