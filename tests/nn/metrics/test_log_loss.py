"""Log loss."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn import metrics

from heldout.nn.activations import softmax
from heldout.nn.losses import cross_entropy
from heldout.nn.metrics import log_loss
from heldout.nn.shapes import ShapeError

from ..oracle import distinct, values


@settings(max_examples=25, deadline=None)
@given(distinct(2, least=2), st.integers(0, 99))
def test_it_is_scikit_learns_and_the_loss(sizes: tuple[int, ...], seed: int) -> None:
    """Of a table of probabilities; and of one column for two classes."""
    N, C = sizes
    z, target = values(seed, N, C), np.random.default_rng(seed).integers(0, C, N)
    p = softmax(z)
    expected = metrics.log_loss(target, p, labels=np.arange(C))
    assert log_loss(p, target) == pytest.approx(expected, rel=1e-12)
    assert log_loss(p, target) == pytest.approx(cross_entropy(z, target)[0], rel=1e-12)
    two = softmax(z[:, :2])
    assert log_loss(two[:, 1], target % 2) == pytest.approx(log_loss(two, target % 2))


def test_the_order_of_the_samples_is_of_no_matter() -> None:
    """And a fair coin costs log 2."""
    p, target = softmax(values(1, 9, 3)), np.arange(9) % 3
    order = np.random.default_rng(0).permutation(9)
    assert log_loss(p[order], target[order]) == pytest.approx(log_loss(p, target))
    assert log_loss(np.full(5, 0.5), np.array([0, 1, 1, 0, 1])) == pytest.approx(math.log(2))


def test_one_confident_mistake_is_infinite() -> None:
    """However many were right; a certain hit costs 0."""
    assert log_loss(np.array([1.0, 0.0, 1.0]), np.array([1, 0, 0])) == math.inf
    assert log_loss(np.array([1.0, 0.0]), np.array([1, 0])) == 0


def test_it_rises_while_accuracy_rises() -> None:
    """More are right, and one is very wrong."""
    target = np.ones(4, dtype=int)
    before, after = np.array([0.6, 0.6, 0.45, 0.45]), np.array([0.6, 0.6, 0.6, 1e-6])
    assert (after > 0.5).mean() > (before > 0.5).mean()
    assert log_loss(after, target) > 4 * log_loss(before, target)


def test_float16_is_summed_in_float32() -> None:
    """And is near the truth."""
    p = np.full(3000, 0.1, dtype=np.float16)
    assert log_loss(p, np.ones(3000, dtype=int)) == pytest.approx(-math.log(float(p[0])), rel=1e-6)


def test_what_does_not_fit_is_told() -> None:
    """With what must hold, what was given, and the fix."""
    with pytest.raises(ShapeError, match=r"lie from 0 to 1; given: -1.0 to 2.0.*softmax"):
        log_loss(np.array([-1.0, 2.0]), np.array([0, 1]))
    with pytest.raises(ShapeError, match=r"must be \(N, C\) or \(N,\); given: \(1, 2, 3\)"):
        log_loss(np.zeros((1, 2, 3)), np.array([0]))
    with pytest.raises(ShapeError, match=r"target must have shape \(2,\)"):
        log_loss(np.array([0.5, 0.5]), np.array([1]))
