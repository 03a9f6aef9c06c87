"""K-fold cross-validation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.model_selection import KFold, StratifiedKFold

from heldout.nn.data import folds, grouped_folds, stratified_folds
from heldout.nn.shapes import ShapeError


def _each_row_held_out_once(pairs: list[tuple[np.ndarray, np.ndarray]], samples: int) -> None:
    np.testing.assert_array_equal(
        np.sort(np.concatenate([held for _, held in pairs])), np.arange(samples)
    )
    for train, held in pairs:
        np.testing.assert_array_equal(np.sort(np.concatenate([train, held])), np.arange(samples))


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 40), st.integers(2, 9), st.integers(0, 99))
def test_each_row_is_held_out_once(samples: int, count: int, seed: int) -> None:
    """By folds of the sizes that scikit-learn has too, none of them in order."""
    count = min(count, samples)
    pairs = list(folds(samples, count, np.random.default_rng(seed)))
    _each_row_held_out_once(pairs, samples)
    theirs = KFold(count).split(np.zeros((samples, 1)))
    assert [len(held) for _, held in pairs] == [len(held) for _, held in theirs]


def test_folds_are_shuffled() -> None:
    """A sorted file does not end up with one class in a fold, and seeds differ."""
    (_, first), *_ = folds(100, 5, np.random.default_rng(0))
    (_, other), *_ = folds(100, 5, np.random.default_rng(1))
    assert first.tolist() != list(range(20))
    assert set(first.tolist()) != set(other.tolist())


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 3), min_size=2, max_size=60), st.integers(2, 5), st.integers(0, 99))
def test_stratified_folds_spread_each_class(classes: list[int], count: int, seed: int) -> None:
    """Up to one row of a class, and the folds themselves differ by one row at most."""
    target = np.array(classes)
    rarest = np.unique(target, return_counts=True)[1].min()
    target = np.repeat(target, -(-count // rarest))  # each class has a row for each fold
    pairs = list(stratified_folds(target, count, np.random.default_rng(seed)))
    _each_row_held_out_once(pairs, len(target))
    assert np.ptp([len(held) for _, held in pairs]) <= 1
    theirs = list(StratifiedKFold(count).split(target, target))
    for one in np.unique(target):
        counts = [(target[held] == one).sum() for _, held in pairs]
        assert np.ptp(counts) <= 1
        assert sorted(counts) == sorted((target[held] == one).sum() for _, held in theirs)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 12), min_size=9, max_size=60), st.integers(0, 99))
def test_a_group_is_never_on_both_sides(groups: list[int], seed: int) -> None:
    """And each row is held out once."""
    member = np.array([*groups, 97, 98, 99])
    pairs = list(grouped_folds(member, 3, np.random.default_rng(seed)))
    _each_row_held_out_once(pairs, len(member))
    for train, held in pairs:
        assert not set(member[train]) & set(member[held])
    largest = np.unique(member, return_counts=True)[1].max()
    assert np.ptp([len(held) for _, held in pairs]) <= largest


def test_what_does_not_fit_is_said() -> None:
    """What must hold, what was given, what to do."""
    rng = np.random.default_rng(0)
    with pytest.raises(ShapeError, match=r"count: 2 to 3, the rows; given: 4. 5 or 10 are usual"):
        folds(3, 4, rng)
    with pytest.raises(ShapeError, match=r"the rarest class; given: 3 folds, 2 rows. Take fewer"):
        stratified_folds(np.array([0, 0, 0, 1, 1]), 3, rng)
    with pytest.raises(ShapeError, match="count: 2 to 1, the groups; given: 2"):
        grouped_folds(np.zeros(5, dtype=int), 2, rng)
    with pytest.raises(ShapeError, match=r"classes must have shape \(N,\)"):
        stratified_folds(np.zeros((5, 1), dtype=int), 2, rng)
    with pytest.raises(ShapeError, match=r"groups must have shape \(N,\)"):
        grouped_folds(np.zeros((5, 1), dtype=int), 2, rng)
