"""Accuracy, plain, balanced and top-k."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import accuracy_score, balanced_accuracy_score, top_k_accuracy_score

from heldout.nn.metrics import accuracy, balanced_accuracy, top_k_accuracy
from heldout.nn.shapes import ShapeError

from ..oracle import distinct, values


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 40), st.integers(2, 5), st.integers(0, 99))
def test_both_are_scikit_learns(N: int, C: int, seed: int) -> None:
    """Of labels."""
    target, predicted = np.random.default_rng(seed).integers(0, C, (2, N))
    target[:2] = 0, 1
    predicted = np.where(np.isin(predicted, target), predicted, target)  # it warns of others
    assert accuracy(predicted, target) == pytest.approx(accuracy_score(target, predicted))
    expected = balanced_accuracy_score(target, predicted)
    assert balanced_accuracy(predicted, target) == pytest.approx(expected)


@settings(max_examples=25, deadline=None)
@given(distinct(2, least=3), st.integers(0, 99))
def test_top_k_is_scikit_learns(sizes: tuple[int, ...], seed: int) -> None:
    """Where there are no ties."""
    N, C = sizes
    scores, target = values(seed, N, C), np.random.default_rng(seed).integers(0, C, N)
    for k in range(1, C):
        expected = top_k_accuracy_score(target, scores, k=k, labels=np.arange(C))
        assert top_k_accuracy(scores, target, k) == pytest.approx(expected)
    assert top_k_accuracy(scores, target, C) == 1
    assert top_k_accuracy(scores, target, 1) == accuracy(scores.argmax(axis=1), target)


def test_a_model_that_knows_nothing_has_k_of_c() -> None:
    """The same score for all: ties neither count nor go by the order of the columns."""
    target = np.array([0, 1, 2, 3, 0])
    for k in (1, 2, 3, 4):
        assert top_k_accuracy(np.zeros((5, 4)), target, k) == pytest.approx(k / 4)


def test_ties_are_broken_by_chance_in_expectation() -> None:
    """As the mean over all small disturbances is."""
    scores, target = np.array([[1.0, 1.0, 2.0, 1.0, 0.0]]), np.array([0])
    rng = np.random.default_rng(0)
    for k in (1, 2, 3, 4):
        noisy = scores + 1e-6 * rng.standard_normal((20_000, 5))
        expected = top_k_accuracy(noisy, np.zeros(20_000, dtype=int), k)
        assert top_k_accuracy(scores, target, k) == pytest.approx(expected, abs=0.015)


def test_of_a_rare_class_accuracy_says_nothing() -> None:
    """One attack in 100,000, none found: 0.99999, where the balanced one is 0.5."""
    target = np.zeros(100_000, dtype=int)
    target[7] = 1
    assert accuracy(np.zeros_like(target), target) == 0.99999
    assert balanced_accuracy(np.zeros_like(target), target) == 0.5


def test_it_is_of_all_and_not_of_the_wrong_ones() -> None:
    """Three of four: 0.75, not 3."""
    assert accuracy(np.array([0, 1, 2, 2]), np.array([0, 1, 2, 0])) == 0.75


def test_renaming_the_classes_changes_nothing() -> None:
    """In neither."""
    target, predicted = np.random.default_rng(1).integers(0, 4, (2, 30))
    other = np.array([2, 0, 3, 1])
    assert accuracy(other[predicted], other[target]) == accuracy(predicted, target)
    expected = balanced_accuracy(predicted, target)
    assert balanced_accuracy(other[predicted], other[target]) == pytest.approx(expected)


def test_what_does_not_fit_is_told() -> None:
    """With what must hold, what was given, and the fix."""
    with pytest.raises(ShapeError, match=r"hold classes; given: dtype float64.*threshold"):
        accuracy(np.array([0.3, 0.8]), np.array([0, 1]))
    with pytest.raises(ShapeError, match=r"same shape.*\(2, 1\) and \(2,\).*flatten"):
        accuracy(np.array([[0], [1]]), np.array([0, 1]))
    with pytest.raises(ShapeError, match=r"k must be from 1 to the 3 classes; given: 4"):
        top_k_accuracy(np.zeros((2, 3)), np.array([0, 1]), 4)
    with pytest.raises(ShapeError, match=r"target must have shape \(2,\)"):
        top_k_accuracy(np.zeros((2, 3)), np.array([0]), 1)
