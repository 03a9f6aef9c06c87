"""The precision–recall curve and average precision."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import metrics

from heldout.nn.metrics import average_precision, precision_recall_curve, roc_auc
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, values


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 40), st.integers(1, 30), st.integers(0, 99))
def test_both_are_scikit_learns(N: int, levels: int, seed: int) -> None:
    """Which goes the other way, and ends at precision 1 and recall 0 without a threshold."""
    rng = np.random.default_rng(seed)
    scores, target = rng.integers(0, levels, N).astype(float), rng.integers(0, 2, N)
    target[:2] = 0, 1
    precision, recall, thresholds = metrics.precision_recall_curve(target, scores)
    ours = precision_recall_curve(scores, target)
    for one, theirs in zip(ours, (precision[:-1], recall[:-1], thresholds), strict=True):
        agrees(one, theirs[::-1], 1e-14)
    expected = metrics.average_precision_score(target, scores)
    assert average_precision(scores, target) == pytest.approx(expected)


def test_knowing_nothing_is_the_share_of_positives() -> None:
    """And perfect order is 1."""
    target = np.array([1, 0, 0, 0])
    assert average_precision(np.zeros(4), target) == 0.25
    assert average_precision(np.array([4, 3, 2, 1]), target) == 1


def test_only_the_order_counts() -> None:
    """Any increasing map leaves it."""
    scores, target = values(1, 60), np.random.default_rng(1).integers(0, 2, 60)
    expected = average_precision(scores, target)
    assert average_precision(np.exp(scores), target) == pytest.approx(expected)


def test_of_rare_positives_it_tells_what_the_area_hides() -> None:
    """Ten times the negatives: the area below the ROC curve stays, this falls."""
    scores, target = np.append(values(1, 200), values(2, 20) + 1.5), np.repeat([0, 1], [200, 20])
    more = np.append(np.tile(scores[:200], 10), scores[200:]), np.repeat([0, 1], [2000, 20])
    assert roc_auc(*more) == pytest.approx(roc_auc(scores, target))
    assert average_precision(*more) < average_precision(scores, target) / 2


def test_a_class_that_is_not_there_is_told() -> None:
    """With what must hold, what was given, and the fix."""
    with pytest.raises(ShapeError, match="each at least once; given"):
        average_precision(np.zeros(3), np.zeros(3, dtype=int))
