"""The confusion matrix."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import metrics

from heldout.nn.metrics import accuracy, confusion_matrix
from heldout.nn.shapes import ShapeError

from ..oracle import agrees


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 40), st.integers(2, 6), st.integers(0, 99))
def test_it_is_scikit_learns(N: int, C: int, seed: int) -> None:
    """Classes that do not occur have a row and a column too."""
    target, predicted = np.random.default_rng(seed).integers(0, C, (2, N))
    expected = metrics.confusion_matrix(target, predicted, labels=np.arange(C))
    agrees(confusion_matrix(predicted, target, C), expected, 0)


def test_rows_are_the_truth() -> None:
    """They sum to the sizes of the classes; class 2 was taken for class 0 twice."""
    target, predicted = np.array([0, 1, 1, 2, 2, 2]), np.array([0, 1, 1, 0, 0, 2])
    matrix = confusion_matrix(predicted, target, 3)
    agrees(matrix, [[1, 0, 0], [0, 2, 0], [2, 0, 1]], 0)
    agrees(matrix.sum(axis=1), np.bincount(target), 0)
    agrees(matrix.sum(axis=0), np.bincount(predicted), 0)


def test_exchanged_arguments_transpose_it() -> None:
    """And accuracy, the share on the diagonal, does not notice."""
    target, predicted = np.random.default_rng(1).integers(0, 4, (2, 30))
    matrix = confusion_matrix(predicted, target, 4)
    agrees(confusion_matrix(target, predicted, 4), matrix.T, 0)
    assert np.trace(matrix) / 30 == accuracy(predicted, target)


def test_one_class_alone() -> None:
    """Is always right."""
    agrees(confusion_matrix(np.zeros(3, dtype=int), np.zeros(3, dtype=int), 1), [[3]], 0)


def test_small_integers_do_not_overflow() -> None:
    """Cell 255 · 256 + 255 is beyond uint8."""
    last = np.array([255], dtype=np.uint8)
    assert confusion_matrix(last, last, 256)[255, 255] == 1


def test_what_does_not_fit_is_told() -> None:
    """With what must hold, what was given, and the fix."""
    with pytest.raises(ShapeError, match=r"target must lie from 0 to 1; given: 0 to 2.*Count"):
        confusion_matrix(np.array([0, 1]), np.array([0, 2]), 2)
    with pytest.raises(ShapeError, match="as many entries; given: 2 and 3"):
        confusion_matrix(np.array([0, 1]), np.array([0, 1, 1]), 2)
