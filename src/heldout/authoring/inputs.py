"""What checks.py draws inputs with."""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

__all__ = ["distinct_sizes", "laid_out"]


def distinct_sizes(rng: np.random.Generator, size: int, count: int) -> list[int]:
    """That many different whole numbers from 2 to size + count, so that no two axes look alike."""
    return [int(n) for n in rng.permutation(np.arange(2, size + count + 1))[:count]]


def laid_out(rng: np.random.Generator, array: NDArray[Any]) -> NDArray[Any]:
    """The same values in another memory layout: C order, Fortran order, every other element of a
    larger array, or read-only."""
    layout = rng.integers(4)
    if layout == 1:
        return np.array(array, order="F")  # asfortranarray would make a number one-dimensional
    if layout == 2 and array.ndim:
        wide = np.zeros((*array.shape[:-1], 2 * array.shape[-1]), dtype=array.dtype)
        wide[..., ::2] = array
        return wide[..., ::2]
    plain = array.copy()
    plain.flags.writeable = layout != 3
    return plain
