"""Cosine similarity."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.spatial.distance import cdist

from heldout.nn.shapes import ShapeError
from heldout.nn.text import cosine_similarity

from ..oracle import agrees, distinct, values


@settings(max_examples=25, deadline=None)
@given(distinct(3), st.integers(0, 999))
def test_it_is_scipys(shape: tuple[int, ...], seed: int) -> None:
    """1 − the cosine distance, and lengths do not count."""
    N, K, D = shape
    a, b = values(seed, N, D), values(seed + 1, K, D)
    agrees(cosine_similarity(a, b), 1 - cdist(a, b, "cosine"), 1e-12)
    agrees(cosine_similarity(1e180 * a, 1e-180 * b), cosine_similarity(a, b), 1e-9)


def test_zeros_are_like_nothing() -> None:
    """0 instead of 0/0."""
    a = np.array([[0.0, 0], [3, 4]])
    agrees(cosine_similarity(a, a), [[0, 0], [0, 1]])


@pytest.mark.parametrize("dtype", [np.float32, np.float16])
def test_the_type_is_kept(dtype: type) -> None:
    """Lengths above 65,504 do not overflow in half precision."""
    a = np.array([[50_000, 50_000], [-1, 1]], dtype=dtype)
    got = cosine_similarity(a, a)
    assert got.dtype == dtype
    np.testing.assert_allclose(got, [[1, 0], [0, 1]], atol=1e-3)


def test_what_does_not_fit_is_said() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"b must have the 2 columns of a; given: 3. Both from"):
        cosine_similarity(np.ones((1, 2)), np.ones((1, 3)))
