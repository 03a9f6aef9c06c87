"""Mini-batches see every sample once an epoch."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.shapes import ShapeError
from heldout.nn.training import batches


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 50), st.integers(1, 60), st.integers(0, 9))
def test_every_sample_comes_once(samples: int, size: int, seed: int) -> None:
    """In batches of that size, the last of what is left."""
    cut = list(batches(samples, size, np.random.default_rng(seed)))
    assert sorted(np.concatenate(cut)) == list(range(samples))
    assert [len(rows) for rows in cut[:-1]] == [size] * (len(cut) - 1)
    assert len(cut[-1]) == samples - size * (len(cut) - 1)


def test_the_order_is_that_of_the_generator() -> None:
    """The same seed gives the same batches; the next epoch has others."""
    rng, again = np.random.default_rng(1), np.random.default_rng(1)
    first, second = (np.concatenate(list(batches(30, 4, rng))) for _ in range(2))
    assert np.array_equal(first, np.concatenate(list(batches(30, 4, again))))
    assert not np.array_equal(first, second)
    assert not np.array_equal(first, np.arange(30))


def test_with_replacement_a_third_is_missed() -> None:
    """The share that the docstring says: (1 − 1/N)ᴺ, near 1/e."""
    rng = np.random.default_rng(0)
    missed = [1 - len(np.unique(rng.integers(500, size=500))) / 500 for _ in range(200)]
    assert np.mean(missed) == pytest.approx((1 - 1 / 500) ** 500, abs=0.003)


def test_a_batch_of_nothing_is_refused() -> None:
    """And the message says what a size must be."""
    with pytest.raises(ShapeError, match=r"at least 1; given: 0\. A batch"):
        list(batches(5, 0, np.random.default_rng(0)))
