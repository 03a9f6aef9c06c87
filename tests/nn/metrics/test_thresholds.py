"""The sweep of a threshold over scores."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.metrics.thresholds import sweep
from heldout.nn.shapes import ShapeError

from ..oracle import agrees


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 40), st.integers(1, 8), st.integers(0, 99))
def test_it_counts_what_is_at_or_above_each_score(N: int, levels: int, seed: int) -> None:
    """One step for each distinct score, however many share it."""
    rng = np.random.default_rng(seed)
    scores, target = rng.integers(0, levels, N).astype(float), rng.integers(0, 2, N)
    target[:2] = 0, 1
    thresholds, found, alarms = sweep(scores, target)
    agrees(thresholds, np.unique(scores)[::-1], 0)
    for threshold, hits, misses in zip(thresholds, found, alarms, strict=True):
        assert hits == np.sum((scores >= threshold) & (target == 1))
        assert misses == np.sum((scores >= threshold) & (target == 0))


def test_what_cannot_be_ordered_is_told() -> None:
    """With what must hold, what was given, and the fix."""
    scores = np.array([0.1, 0.2, 0.3])
    with pytest.raises(ShapeError, match=r"0 and 1, each at least once; given: \[1\].*one_vs_rest"):
        sweep(scores, np.ones(3, dtype=int))
    with pytest.raises(ShapeError, match=r"given: \[0 1 2\]"):
        sweep(scores, np.array([0, 1, 2]))
    with pytest.raises(ShapeError, match="scores must be numbers; given: nan"):
        sweep(np.array([0.1, np.nan]), np.array([0, 1]))
    with pytest.raises(ShapeError, match=r"scores must have shape \(N\).*scores\[:, 1\]"):
        sweep(np.zeros((3, 2)), np.array([0, 1, 1]))
