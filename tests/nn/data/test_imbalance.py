"""Class imbalance."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.utils.class_weight import compute_class_weight

from heldout.nn.data import class_weights, oversample, undersample, weighted_cross_entropy
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, slope, values

TARGETS = st.lists(st.integers(0, 2), max_size=30).map(lambda rest: np.array([0, 1, 2, *rest]))


@settings(max_examples=25, deadline=None)
@given(TARGETS)
def test_weights_are_scikit_learns_and_balance(target: np.ndarray) -> None:
    """Each class weighs N/C in all."""
    weights = class_weights(target, 3)
    agrees(weights, compute_class_weight("balanced", classes=np.arange(3), y=target))
    agrees(np.bincount(target) * weights, np.full(3, len(target) / 3))


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


@settings(max_examples=25, deadline=None)
@given(distinct(2, 2), st.integers(0, 999))
def test_the_gradient_is_finite_differences(shape: tuple[int, ...], seed: int) -> None:
    """Of the weighted mean."""
    N, C = shape
    logits, target = values(seed, N, C), np.arange(N) % C
    weights = np.exp(values(seed + 1, C))
    _, gradient = weighted_cross_entropy(logits, target, weights)
    agrees(
        gradient, slope(lambda z: weighted_cross_entropy(z, target, weights)[0], logits, 1.0), 1e-7
    )


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(2, 2), st.integers(0, 999))
def test_it_is_pytorchs(shape: tuple[int, ...], seed: int) -> None:
    """Value and gradient: the mean divides by the sum of the weights."""
    import torch

    N, C = shape
    logits, target = values(seed, N, C, scale=3), np.arange(N) % C
    weights = np.exp(values(seed + 1, C))
    z = torch.tensor(logits, requires_grad=True)
    theirs = torch.nn.functional.cross_entropy(z, torch.tensor(target), torch.tensor(weights))
    theirs.backward()
    loss, gradient = weighted_cross_entropy(logits, target, weights)
    agrees(loss, theirs.item(), 1e-12)
    agrees(gradient, z.grad.numpy(), 1e-12)


def test_a_weight_of_2_is_the_sample_twice() -> None:
    """And all weights doubled change nothing."""
    logits, target = values(1, 4, 3), np.array([0, 1, 2, 1])
    twice = np.array([0, 1, 1, 2, 1, 1])  # class 1 again
    rows = np.array([0, 1, 1, 2, 3, 3])
    one, _ = weighted_cross_entropy(logits, target, np.array([1.0, 2, 1]))
    other, _ = weighted_cross_entropy(logits[rows], target[rows], np.ones(3))
    assert one == pytest.approx(other)
    assert len(twice) == len(rows)
    double, _ = weighted_cross_entropy(logits, target, np.array([2.0, 4, 2]))
    assert double == pytest.approx(one)


@pytest.mark.parametrize("dtype", [np.float64, np.float32, np.float16])
def test_large_logits_are_finite_and_the_type_is_kept(dtype: type) -> None:
    """±1000, confidently right and confidently wrong."""
    logits = np.array([[1000, -1000], [1000, -1000]], dtype=dtype)
    loss, gradient = weighted_cross_entropy(logits, np.array([0, 1]), np.array([1.0, 3.0]))
    assert loss == pytest.approx(0.75 * 2000)
    assert gradient.dtype == dtype
    agrees(gradient, [[0, 0], [0.75, -0.75]])


def test_what_does_not_fit_is_said() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"every class must have a sample; given: counts \[2, 0\]"):
        class_weights(np.array([0, 0]), 2)
    with pytest.raises(ShapeError, match=r"weights must have shape \(2,\); given: \(3,\). One a"):
        weighted_cross_entropy(np.ones((1, 2)), np.array([0]), np.ones(3))
    with pytest.raises(ShapeError, match=r"some sample must have weight; given: 0. Not all"):
        weighted_cross_entropy(np.ones((1, 2)), np.array([0]), np.array([0, 1.0]))
    with pytest.raises(ShapeError, match="weights must be 0 or more"):
        weighted_cross_entropy(np.ones((1, 2)), np.array([0]), np.array([-1, 1.0]))
    with pytest.raises(ShapeError, match=r"target must have shape \(1,\)"):
        weighted_cross_entropy(np.ones((1, 2)), np.array([0, 1]), np.ones(2))
    with pytest.raises(ShapeError, match=r"target must have shape \(N,\)"):
        oversample(np.zeros((2, 2), dtype=int), 1, np.random.default_rng(0))
