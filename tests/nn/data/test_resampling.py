"""Rows of rare classes again, rows of frequent ones left out."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.data import oversample, undersample
from heldout.nn.shapes import ShapeError

TARGETS = st.lists(st.integers(0, 2), max_size=30).map(lambda rest: np.array([0, 1, 2, *rest]))


@settings(max_examples=25, deadline=None)
@given(TARGETS, st.integers(0, 99))
def test_oversampling_repeats_rows_evenly(target: np.ndarray, seed: int) -> None:
    """All classes are as many as the largest, no row is lost, copies differ by one at most."""
    rows = oversample(target, 3, np.random.default_rng(seed))
    most = np.bincount(target).max()
    assert np.bincount(target[rows]).tolist() == [most] * 3
    copies = np.bincount(rows, minlength=len(target))
    assert copies.min() >= 1
    for one in range(3):
        assert np.ptp(copies[target == one]) <= 1


@settings(max_examples=25, deadline=None)
@given(TARGETS, st.integers(0, 99))
def test_undersampling_takes_no_row_twice(target: np.ndarray, seed: int) -> None:
    """All classes are as many as the rarest."""
    rows = undersample(target, 3, np.random.default_rng(seed))
    assert np.bincount(target[rows]).tolist() == [np.bincount(target).min()] * 3
    assert len(set(rows.tolist())) == len(rows)


def test_rows_come_in_random_order() -> None:
    """Classes are mixed, not one after the other."""
    target = np.repeat([0, 1], [90, 10])
    for sample in (oversample, undersample):
        classes = target[sample(target, 2, np.random.default_rng(0))]
        assert 0.2 < classes[: len(classes) // 2].mean() < 0.8


def test_what_does_not_fit_is_said() -> None:
    """What must hold, what was given, what to do."""
    rng = np.random.default_rng(0)
    with pytest.raises(ShapeError, match=r"every class must have a sample; given: counts \[2, 0\]"):
        oversample(np.array([0, 0]), 2, rng)
    with pytest.raises(ShapeError, match=r"target must have shape \(N,\)"):
        undersample(np.zeros((2, 2), dtype=int), 1, rng)
