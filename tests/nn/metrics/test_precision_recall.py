"""Precision, recall and F1."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import precision_recall_fscore_support

from heldout.nn.metrics import (
    accuracy,
    confusion_matrix,
    precision_from_rates,
    precision_recall_f1,
)
from heldout.nn.shapes import ShapeError

from ..oracle import agrees


@settings(max_examples=25, deadline=None)
@given(
    st.integers(1, 40),
    st.integers(1, 6),
    st.integers(0, 99),
    st.sampled_from([None, "macro", "micro"]),
    st.sampled_from([0.0, 1.0]),
)
def test_they_are_scikit_learns(N: int, C: int, seed: int, average, zero: float) -> None:
    """Of each class and averaged, with classes that are never called or never occur."""
    target, predicted = np.random.default_rng(seed).integers(0, C, (2, N))
    matrix = confusion_matrix(predicted, target, C)
    expected = precision_recall_fscore_support(
        target, predicted, labels=np.arange(C), average=average, zero_division=zero
    )
    ours = precision_recall_f1(matrix, average, zero)
    for one, theirs in zip(ours, expected[:3], strict=True):
        agrees(one, theirs, 1e-14)


def test_by_hand() -> None:
    """TP 3, FN 1, FP 2 of class 1: precision 3/5, recall 3/4, F1 2/3."""
    each = precision_recall_f1(np.array([[4, 2], [1, 3]]))
    assert (each.precision[1], each.recall[1]) == (0.6, 0.75)
    assert each.f1[1] == pytest.approx(2 / 3)


def test_f1_is_their_harmonic_mean() -> None:
    """Of each class."""
    each = precision_recall_f1(np.random.default_rng(1).integers(1, 9, (4, 4)))
    agrees(each.f1, 2 / (1 / each.precision + 1 / each.recall), 1e-14)


def test_the_transposed_matrix_exchanges_them() -> None:
    """Which is what exchanged arguments do."""
    matrix = np.random.default_rng(1).integers(0, 9, (4, 4))
    one, other = precision_recall_f1(matrix), precision_recall_f1(matrix.T)
    agrees(one.precision, other.recall, 0)
    agrees(one.f1, other.f1, 0)


def test_micro_is_accuracy_three_times() -> None:
    """With one label for each sample."""
    target, predicted = np.random.default_rng(1).integers(0, 4, (2, 30))
    micro = precision_recall_f1(confusion_matrix(predicted, target, 4), "micro")
    assert set(map(float, micro)) == {accuracy(predicted, target)}


def test_a_class_that_is_never_called_has_the_precision_that_was_said() -> None:
    """0 unless told otherwise."""
    matrix = np.array([[5, 0], [1, 0]])
    agrees(precision_recall_f1(matrix).precision, [5 / 6, 0.0], 1e-15)
    assert precision_recall_f1(matrix, zero_division=1.0).precision[1] == 1
    assert np.isnan(precision_recall_f1(matrix, zero_division=np.nan).precision[1])


def test_rare_positives_make_poor_precision() -> None:
    """All of 1 in 100,000 found, 0.1 % false alarms: 1 %; and counted from a matrix."""
    assert precision_from_rates(1e-5, 1.0, 1e-3) == pytest.approx(0.0099, abs=5e-5)
    counted = precision_recall_f1(np.array([[99_899_001, 99_999], [0, 1000]]))
    prevalence, false_positive_rate = 1000 / 99_999_999 * 99_999_999 / 1e8, 99_999 / 99_999_000
    expected = precision_from_rates(prevalence, 1.0, false_positive_rate)
    assert counted.precision[1] == pytest.approx(expected)
    assert precision_from_rates(0.5, 1.0, 1e-3) > 0.999


def test_what_does_not_fit_is_told() -> None:
    """With what must hold, what was given, and the fix."""
    with pytest.raises(ShapeError, match=r"must be square; given: \(2, 3\).*column"):
        precision_recall_f1(np.zeros((2, 3)))
    with pytest.raises(ShapeError, match="average must be known; given: weighted"):
        precision_recall_f1(np.eye(2), "weighted")
    with pytest.raises(ShapeError, match=r"recall must lie from 0 to 1; given: 90.*per cent"):
        precision_from_rates(0.1, 90, 0.1)
    with pytest.raises(ShapeError, match="must be called positive"):
        precision_from_rates(0.1, 0.0, 0.0)
