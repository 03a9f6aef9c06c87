"""ROC curve and the area below it."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import metrics

from heldout.nn.activations import softmax
from heldout.nn.metrics import roc_auc, roc_auc_one_vs_rest, roc_curve
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, values


def tied(N: int, levels: int, seed: int) -> tuple[np.ndarray, np.ndarray]:
    """Scores on a few levels, and a target with both classes."""
    rng = np.random.default_rng(seed)
    scores, target = rng.integers(0, levels, N).astype(float), rng.integers(0, 2, N)
    target[:2] = 0, 1
    return scores, target


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 40), st.integers(1, 30), st.integers(0, 99))
def test_both_are_scikit_learns(N: int, levels: int, seed: int) -> None:
    """Curve and area, with few ties or many."""
    scores, target = tied(N, levels, seed)
    for ours, theirs in zip(
        roc_curve(scores, target),
        metrics.roc_curve(target, scores, drop_intermediate=False),
        strict=True,
    ):
        agrees(ours, theirs, 1e-14)
    assert roc_auc(scores, target) == pytest.approx(metrics.roc_auc_score(target, scores))


@settings(max_examples=25, deadline=None)
@given(st.integers(2, 40), st.integers(1, 30), st.integers(0, 99))
def test_the_area_is_the_share_of_pairs_in_order(N: int, levels: int, seed: int) -> None:
    """Half a pair for equal scores; and it is the area by trapezoids."""
    scores, target = tied(N, levels, seed)
    positive, negative = scores[target == 1][:, None], scores[target == 0]
    pairs = ((positive > negative) + 0.5 * (positive == negative)).mean()
    assert roc_auc(scores, target) == pytest.approx(pairs)
    x, y, _ = roc_curve(scores, target)
    assert np.trapezoid(y, x) == pytest.approx(pairs)


@settings(max_examples=25, deadline=None)
@given(st.integers(3, 40), st.integers(2, 5), st.integers(0, 99))
def test_one_against_the_rest_is_scikit_learns(N: int, C: int, seed: int) -> None:
    """The mean over the classes, for three or more."""
    N, C = N + C, C + 1
    p = softmax(values(seed, N, C))
    target = np.append(np.arange(C), np.random.default_rng(seed).integers(0, C, N - C))
    expected = metrics.roc_auc_score(target, p, multi_class="ovr", average="macro")
    assert roc_auc_one_vs_rest(p, target) == pytest.approx(expected)


def test_only_the_order_counts() -> None:
    """Any increasing map leaves it; the negative turns it over."""
    scores, target = values(1, 60), np.random.default_rng(1).integers(0, 2, 60)
    area = roc_auc(scores, target)
    for same in (np.exp(scores), scores**3, 7 * scores - 100, scores.argsort().argsort()):
        assert roc_auc(same, target) == pytest.approx(area)
    assert roc_auc(-scores, target) == pytest.approx(1 - area)
    assert roc_auc(scores, 1 - target) == pytest.approx(1 - area)


def test_a_model_with_one_score_for_all_has_a_half() -> None:
    """In whatever order the rows are."""
    target = np.array([1, 1, 0, 0, 0])
    assert roc_auc(np.zeros(5), target) == roc_auc(np.zeros(5), target[::-1]) == 0.5
    agrees(roc_curve(np.zeros(5), target)[:2], [[0.0, 1.0], [0.0, 1.0]], 0)


def test_perfect_and_upside_down() -> None:
    """1 and 0."""
    target = np.array([0, 0, 1, 1])
    assert roc_auc(np.array([1, 2, 3, 4]), target) == 1
    assert roc_auc(np.array([4, 3, 2, 1]), target) == 0


def test_many_samples_in_float16() -> None:
    """Ranks beyond 65,504 are made in float64."""
    scores = np.tile(np.array([0, 1], dtype=np.float16), 50_000)
    assert roc_auc(scores, np.tile([0, 1], 50_000)) == 1


def test_a_class_that_is_not_there_is_told() -> None:
    """With what must hold, what was given, and the fix."""
    with pytest.raises(ShapeError, match="each at least once"):
        roc_auc(np.zeros(3), np.zeros(3, dtype=int))
    with pytest.raises(ShapeError, match=r"target must have shape \(3,\); given: \(2,\)"):
        roc_auc_one_vs_rest(np.zeros((3, 2)), np.array([0, 1]))
