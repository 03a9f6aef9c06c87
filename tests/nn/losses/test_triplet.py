"""Triplet loss."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.losses import triplet_loss
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, slope, values


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(2), st.integers(0, 99), st.booleans(), st.floats(0.1, 3))
def test_it_is_pytorchs(sizes: tuple[int, ...], seed: int, squared: bool, margin: float) -> None:
    """Value, and the gradients by anchor, positive and negative."""
    import torch

    arrays = [values(seed + place, *sizes) for place in range(3)]
    a, p, n = leaves = [torch.tensor(array, requires_grad=True) for array in arrays]
    if squared:
        near, far = ((a - p) ** 2).sum(dim=1), ((a - n) ** 2).sum(dim=1)
        expected = torch.relu(near - far + margin).mean()
    else:
        expected = torch.nn.functional.triplet_margin_loss(a, p, n, margin=margin, eps=0)
    expected.backward()
    loss, gradients = triplet_loss(*arrays, margin, squared=squared)
    agrees(loss, expected.item(), 1e-12)
    for ours, leaf in zip(gradients, leaves, strict=True):
        agrees(ours, leaf.grad.numpy(), 1e-12)


@pytest.mark.parametrize("squared", [True, False])
def test_finite_differences(squared: bool) -> None:
    """By anchor, positive and negative."""
    arrays = [values(place, 5, 3) for place in range(3)]
    _, gradients = triplet_loss(*arrays, 1.0, squared=squared)
    for place, gradient in enumerate(gradients):

        def f(array: np.ndarray, place: int = place) -> float:
            given = [*arrays[:place], array, *arrays[place + 1 :]]
            return triplet_loss(*given, 1.0, squared=squared)[0]

        agrees(gradient, slope(f, arrays[place], 1.0))


def test_only_differences_count() -> None:
    """A shift of all three changes nothing, and the three gradients sum to 0."""
    a, p, n = (values(place, 5, 3) for place in range(3))
    for squared in (True, False):
        loss, gradients = triplet_loss(a, p, n, squared=squared)
        agrees(triplet_loss(a + 7, p + 7, n + 7, squared=squared)[0], loss, 1e-12)
        agrees(sum(gradients), np.zeros((5, 3)), 1e-14)


def test_beyond_the_margin_and_at_the_kink_nothing_pulls() -> None:
    """Distances 1 and 9 squared with margin 8: the loss is exactly 0."""
    a, p, n = np.array([[0.0]]), np.array([[1.0]]), np.array([[3.0]])
    for margin in (7.0, 8.0):
        loss, gradients = triplet_loss(a, p, n, margin)
        assert loss == 0
        assert all((gradient == 0).all() for gradient in gradients)
    assert triplet_loss(a, p, n, 8.5)[0] == 0.5


def test_equal_points_have_no_direction_and_no_nan() -> None:
    """Anchor and positive the same: the plain distance has slope 0 there, not 0/0."""
    a, n = np.array([[1.0, 2.0]]), np.array([[1.0, 3.0]])
    loss, (danchor, dpositive, dnegative) = triplet_loss(a, a, n, 2.0, squared=False)
    assert loss == 1
    agrees(dpositive, np.zeros((1, 2)), 0)
    agrees(danchor, [[0.0, 1.0]], 0)
    agrees(dnegative, [[0.0, -1.0]], 0)
    loss, gradients = triplet_loss(a, a, a, 2.0, squared=False)
    assert loss == 2
    assert all((gradient == 0).all() for gradient in gradients)


def test_a_step_against_the_gradient_brings_the_positive_near() -> None:
    """And the negative away."""
    a, p, n = (values(place, 1, 3) for place in (3, 4, 5))
    _, (_, dp, dn) = triplet_loss(a, p, n, 100.0)
    assert np.linalg.norm(a - (p - 0.1 * dp)) < np.linalg.norm(a - p)
    assert np.linalg.norm(a - (n - 0.1 * dn)) > np.linalg.norm(a - n)


@pytest.mark.parametrize("dtype", [np.float16, np.float32])
@pytest.mark.parametrize("squared", [True, False])
def test_small_types_stay_and_stay_right(dtype, squared: bool) -> None:
    """Distances of 300, whose square is beyond float16."""
    arrays = [np.array(rows, dtype) for rows in ([[0, 300]], [[300, 0]], [[1, 299]])]
    loss, gradients = triplet_loss(*arrays, squared=squared)
    truth, true_gradients = triplet_loss(
        *(array.astype(np.float64) for array in arrays), squared=squared
    )
    assert loss == pytest.approx(truth, rel=1e-5)
    for gradient, true_gradient in zip(gradients, true_gradients, strict=True):
        assert gradient.dtype == dtype
        agrees(gradient, true_gradient, 2e-3)


def test_shapes_that_do_not_fit_are_told() -> None:
    """With what must hold, what was given, and the fix."""
    a = np.zeros((2, 3))
    with pytest.raises(ShapeError, match=r"negative must have shape \(2, 3\); given: \(3,\)"):
        triplet_loss(a, a, np.zeros(3))
    with pytest.raises(ShapeError, match="must be a triplet"):
        triplet_loss(a[:0], a[:0], a[:0])
