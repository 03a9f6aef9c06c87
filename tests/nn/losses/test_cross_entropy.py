"""Cross-entropy with integer labels and with distributions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.activations import softmax
from heldout.nn.losses import categorical_cross_entropy, cross_entropy
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, values
from .scored import differentiates, keeps_types, matches_torch


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(2), st.integers(0, 99), st.sampled_from([1, 300]))
def test_both_are_pytorchs(shape: tuple[int, ...], seed: int, scale: int) -> None:
    """Value and gradient, for labels and for soft targets."""
    import torch

    N, C = shape
    z, t = values(seed, N, C, scale=scale), np.random.default_rng(seed).integers(0, C, N)
    q = softmax(values(seed + 1, N, C))
    theirs = torch.nn.functional.cross_entropy
    matches_torch(lambda z: cross_entropy(z, t), lambda z: theirs(z, torch.tensor(t)), z)
    matches_torch(
        lambda z: categorical_cross_entropy(z, q), lambda z: theirs(z, torch.tensor(q)), z
    )


def test_finite_differences() -> None:
    """The gradients are the slopes, also when a row of targets does not sum to 1."""
    z, t = values(1, 4, 3), np.array([0, 2, 1, 1])
    differentiates(lambda z: cross_entropy(z, t), z)
    q = np.abs(values(2, 4, 3))
    differentiates(lambda z: categorical_cross_entropy(z, q), z)


def test_one_hot_and_integers_are_the_same_loss() -> None:
    """Value and gradient."""
    z, t = values(1, 6, 4), np.array([0, 3, 1, 1, 2, 0])
    sparse, dense = cross_entropy(z, t), categorical_cross_entropy(z, np.eye(4)[t])
    agrees(sparse[0], dense[0], 1e-15)
    agrees(sparse[1], dense[1], 1e-15)


def test_a_constant_for_a_row_changes_nothing_and_its_gradient_sums_to_zero() -> None:
    """Scores have no zero of their own."""
    z, t = values(1, 5, 4), np.array([0, 3, 1, 1, 2])
    loss, gradient = cross_entropy(z, t)
    agrees(cross_entropy(z + values(2, 5, 1, scale=1000), t)[0], loss, 1e-10)
    agrees(gradient.sum(axis=1), np.zeros(5), 1e-15)


def test_knowing_nothing_costs_the_logarithm_of_the_classes() -> None:
    """Equal scores: log C; which is what an untrained net should show."""
    assert cross_entropy(np.zeros((3, 10)), np.array([1, 2, 3]))[0] == pytest.approx(np.log(10))


def test_being_wrong_by_a_thousand_costs_a_thousand() -> None:
    """And a masked class that is no target costs nothing."""
    z = np.array([[1000.0, 0.0, -np.inf]])
    assert cross_entropy(z, np.array([1]))[0] == 1000
    loss, gradient = categorical_cross_entropy(z, np.array([[0.0, 1.0, 0.0]]))
    assert loss == 1000
    agrees(gradient, [[1.0, -1.0, 0.0]], 0)


def test_small_types_stay_and_stay_right() -> None:
    """±1000 among them."""
    z = np.array([[1000.0, 0.0, -1000.0], [0.5, 1.0, 2.0]])
    keeps_types(lambda z: cross_entropy(z, np.array([1, 2])), z)
    keeps_types(lambda z: categorical_cross_entropy(z, np.full((2, 3), 1 / 3)), z)


def test_targets_that_do_not_fit_are_told() -> None:
    """With what must hold, what was given, and the fix."""
    with pytest.raises(ShapeError, match=r"from 0 to 2; given: 1 to 3.*from 0"):
        cross_entropy(np.zeros((2, 3)), np.array([1, 3]))
    with pytest.raises(ShapeError, match=r"target must have shape \(2,\)"):
        cross_entropy(np.zeros((2, 3)), np.array([[1], [2]]))
    with pytest.raises(ShapeError, match=r"integer class indices; given: dtype float64.*argmax"):
        cross_entropy(np.zeros((2, 3)), np.eye(3)[:2])
    with pytest.raises(ShapeError, match="must not be negative"):
        categorical_cross_entropy(np.zeros((1, 2)), np.array([[-1.0, 2.0]]))
    with pytest.raises(ShapeError, match="must be a sample"):
        cross_entropy(np.zeros((0, 3)), np.zeros(0, dtype=int))
