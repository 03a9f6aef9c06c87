"""Recall of approximate search."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.retrieval import recall_at_k
from heldout.nn.shapes import ShapeError


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 9999), st.integers(1, 6), st.integers(1, 5))
def test_it_counts_the_true_ones_found(seed: int, Q: int, k: int) -> None:
    """As sets do, row by row; the order within a row does not matter."""
    rng = np.random.default_rng(seed)
    found = np.stack([rng.permutation(9)[: k + 1] for _ in range(Q)])
    true = np.stack([rng.permutation(9)[:k] for _ in range(Q)])
    shares = [len(set(a) & set(b)) / k for a, b in zip(found.tolist(), true.tolist(), strict=True)]
    assert recall_at_k(found, true) == pytest.approx(np.mean(shares))
    assert recall_at_k(found[:, ::-1], true) == recall_at_k(found, true)
    assert recall_at_k(true, true) == 1


def test_nothing_found_counts_as_missed() -> None:
    """−1 is nobody's neighbour."""
    assert recall_at_k(np.array([[3, -1]]), np.array([[3, 0]])) == 0.5


def test_what_does_not_fit_is_said() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"must have shape.*given: shapes \(2, 3\) and \(3, 1\)"):
        recall_at_k(np.zeros((2, 3), dtype=int), np.zeros((3, 1), dtype=int))
    with pytest.raises(ShapeError, match=r"indices from 0; given: -1. Search exactly"):
        recall_at_k(np.array([[0]]), np.array([[-1]]))
