"""What checks.py draws inputs with."""

from __future__ import annotations

import numpy as np
from hypothesis import given
from hypothesis import strategies as st
from hypothesis.extra.numpy import array_shapes, arrays
from numpy.typing import NDArray

from heldout.authoring import distinct_sizes, laid_out

seeds = st.integers(0, 2**32)


@given(seeds, st.integers(1, 6), st.integers(1, 5))
def test_sizes_are_different_and_bounded(seed: int, size: int, count: int) -> None:
    """No two axes look alike, and none has size one or more than size + count."""
    sizes = distinct_sizes(np.random.default_rng(seed), size, count)
    assert len(set(sizes)) == len(sizes) == count
    assert all(type(n) is int and 2 <= n <= size + count for n in sizes)


@given(seeds, arrays(np.float64, array_shapes(min_dims=0, max_dims=3, max_side=4)))
def test_another_layout_holds_the_same_values(seed: int, array: NDArray[np.float64]) -> None:
    """Same shape, same type, same numbers, and no memory shared with a writable original."""
    found = laid_out(np.random.default_rng(seed), array)
    np.testing.assert_array_equal(found, array)
    assert (found.shape, found.dtype) == (array.shape, array.dtype)


def test_every_layout_occurs() -> None:
    """C order, Fortran order, strided, and read-only."""
    array = np.arange(12.0).reshape(3, 4)
    seen = {
        (found.flags.c_contiguous, found.flags.f_contiguous, found.flags.writeable)
        for found in (laid_out(np.random.default_rng(seed), array) for seed in range(40))
    }
    assert seen == {
        (True, False, True),
        (False, True, True),
        (False, False, True),
        (True, False, False),
    }
