"""What the tests of the shelf share: finite differences, and shapes whose sizes all differ."""

from __future__ import annotations

from collections.abc import Callable

import numpy as np
from hypothesis import strategies as st

from heldout.nn.shapes import Array

__all__ = ["agrees", "distinct", "slope", "values"]


def slope(
    f: Callable[[Array], Array | float], x: Array, dy: Array | float, h: float = 1e-5
) -> Array:
    """The gradient of Σ dy·f(x) by x, by central differences, in float64."""
    x = np.array(x, dtype=np.float64)
    gradient = np.empty_like(x)
    for place in np.ndindex(x.shape):
        kept = x[place]
        x[place] = kept + h
        above = np.sum(dy * np.asarray(f(x)))
        x[place] = kept - h
        below = np.sum(dy * np.asarray(f(x)))
        x[place] = kept
        gradient[place] = (above - below) / (2 * h)
    return gradient


def agrees(actual: object, expected: object, tolerance: float = 1e-7) -> None:
    """Same shape, and equal within the tolerance, absolute near 0 and relative elsewhere."""
    actual, expected = np.asarray(actual), np.asarray(expected)
    assert actual.shape == expected.shape
    np.testing.assert_allclose(actual, expected, rtol=tolerance, atol=tolerance)


def distinct(count: int, least: int = 1, most: int = 7) -> st.SearchStrategy[tuple[int, ...]]:
    """That many sizes, no two the same, so that no axis can be taken for another."""
    sizes = st.lists(st.integers(least, most), min_size=count, max_size=count, unique=True)
    return sizes.map(tuple)


def values(seed: int, *shape: int, scale: float = 1.0) -> Array:
    """Normal numbers of that shape, the same for the same seed."""
    return scale * np.random.default_rng(seed).standard_normal(shape)
