"""Cross-entropy that counts some classes more, and some samples not at all."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.utils.class_weight import compute_class_weight

from heldout.nn.losses import balanced_weights, cross_entropy, weighted_cross_entropy
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, values
from .scored import differentiates, keeps_types, matches_torch


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(2), st.integers(0, 99))
def test_it_is_pytorchs(shape: tuple[int, ...], seed: int) -> None:
    """Value and gradient, with the first sample ignored when there are others."""
    import torch

    N, C = shape
    z, t = values(seed, N, C), np.random.default_rng(seed).integers(0, C, N)
    t[0] = -100 if N > 1 else t[0]
    w = 0.1 + np.abs(values(seed + 1, C))
    matches_torch(
        lambda z: weighted_cross_entropy(z, t, w, ignore=-100),
        lambda z: torch.nn.functional.cross_entropy(z, torch.tensor(t), torch.tensor(w)),
        z,
    )


def test_finite_differences() -> None:
    """The gradient is the slope of the value."""
    t, w = np.array([0, 2, 1, 1]), np.array([0.5, 1.0, 4.0])
    differentiates(lambda z: weighted_cross_entropy(z, t, w, ignore=2), values(1, 4, 3))


def test_equal_weights_are_none() -> None:
    """Whatever they are."""
    z, t = values(1, 5, 3), np.array([0, 2, 1, 1, 2])
    for weight in (1.0, 7.0):
        agrees(weighted_cross_entropy(z, t, np.full(3, weight))[0], cross_entropy(z, t)[0], 1e-14)


def test_what_is_ignored_might_as_well_be_absent() -> None:
    """Same loss, and no gradient."""
    z, t, w = values(1, 5, 3), np.array([0, -1, 1, -1, 2]), np.array([1.0, 2.0, 3.0])
    loss, gradient = weighted_cross_entropy(z, t, w, ignore=-1)
    there = t >= 0
    without, expected = weighted_cross_entropy(z[there], t[there], w)
    agrees(loss, without, 1e-15)
    agrees(gradient[there], expected, 1e-15)
    agrees(gradient[~there], np.zeros((2, 3)), 0)


def test_a_batch_of_padding_teaches_nothing() -> None:
    """Loss 0 and gradient 0, no nan."""
    loss, gradient = weighted_cross_entropy(np.ones((2, 3)), np.array([9, 9]), np.ones(3), ignore=9)
    assert loss == 0
    agrees(gradient, np.zeros((2, 3)), 0)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 99))
def test_balanced_weights_are_scikit_learns(seed: int) -> None:
    """And they make every class weigh the same."""
    t = np.append(np.arange(4), np.random.default_rng(seed).integers(0, 4, 20))
    w = balanced_weights(t, 4)
    agrees(w, compute_class_weight("balanced", classes=np.arange(4), y=t), 1e-12)
    agrees(w * np.bincount(t), np.full(4, 6.0), 1e-12)
    assert w[t].mean() == pytest.approx(1)


def test_small_types_stay_and_stay_right() -> None:
    """±1000 among them."""
    z, t = np.array([[1000.0, 0.0, -1000.0], [0.5, 1.0, 2.0]]), np.array([1, 2])
    keeps_types(lambda z: weighted_cross_entropy(z, t, np.array([1.0, 99.0, 0.5])), z)


def test_weights_that_do_not_fit_are_told() -> None:
    """With what must hold, what was given, and the fix."""
    z, t = np.zeros((2, 3)), np.array([0, 1])
    with pytest.raises(ShapeError, match=r"weight must have shape \(3,\); given: \(2,\).*class"):
        weighted_cross_entropy(z, t, np.ones(2))
    with pytest.raises(ShapeError, match=r"every class must occur; given: \[1 1 0\]"):
        balanced_weights(t, 3)
    with pytest.raises(ShapeError, match="from 0 to 2; given: -100 to 1"):
        weighted_cross_entropy(z, np.array([-100, 1]), np.ones(3))
