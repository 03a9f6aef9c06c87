"""Focal loss."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.losses import bce_with_logits, focal_loss
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, values
from .scored import differentiates, keeps_types, matches_torch


def targets(seed: int, *shape: int) -> np.ndarray:
    """Zeros and ones."""
    return np.random.default_rng(seed).integers(0, 2, shape).astype(float)


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(2), st.integers(0, 99), st.floats(0, 4), st.floats(0, 1))
def test_it_is_what_pytorch_differentiates(
    shape: tuple[int, ...], seed: int, gamma: float, alpha: float
) -> None:
    """The definition in probabilities, with PyTorch's gradient."""
    import torch

    x, t = values(seed, *shape, scale=2), targets(seed, *shape)
    truth = torch.tensor(t)

    def theirs(x):
        p = torch.where(truth == 1, torch.sigmoid(x), torch.sigmoid(-x))
        weight = truth * alpha + (1 - truth) * (1 - alpha)
        return -(weight * (1 - p) ** gamma * p.log()).mean()

    matches_torch(lambda x: focal_loss(x, t, gamma, alpha), theirs, x, 1e-9)


def test_finite_differences() -> None:
    """The gradient is the slope of the value."""
    for gamma in (0.0, 0.5, 2.0):
        differentiates(lambda x, g=gamma: focal_loss(x, targets(1, 4, 3), g), values(2, 4, 3))


def test_without_focus_it_is_half_of_binary_cross_entropy() -> None:
    """γ = 0 and α = ½."""
    x, t = values(1, 5, 3), targets(2, 5, 3)
    ours, theirs = focal_loss(x, t, 0.0, 0.5), bce_with_logits(x, t)
    agrees(ours[0], theirs[0] / 2, 1e-14)
    agrees(ours[1], theirs[1] / 2, 1e-14)


def test_a_confident_mistake_costs_its_logit_and_what_is_right_is_free() -> None:
    """−1000 for a positive: 250 with α = ¼; no nan for γ = ½ at p = 1."""
    loss, gradient = focal_loss(np.array([-1000.0]), np.array([1.0]))
    assert loss == 250
    agrees(gradient, [-0.25], 1e-14)
    loss, gradient = focal_loss(np.array([1000.0, -1000.0]), np.array([1.0, 0.0]), 0.5)
    assert loss == 0
    agrees(gradient, [0.0, 0.0], 0)


def test_small_types_stay_and_stay_right() -> None:
    """±60 among them."""
    keeps_types(
        lambda x: focal_loss(x, np.array([1.0, 0.0, 1.0, 0.0])), np.array([60.0, 0.5, -60.0, 2.0])
    )


def test_what_does_not_fit_is_told() -> None:
    """With what must hold, what was given, and the fix."""
    x = np.zeros(2)
    with pytest.raises(ShapeError, match="targets must be 0 or 1"):
        focal_loss(x, np.array([0.0, 0.5]))
    with pytest.raises(ShapeError, match="gamma must be"):
        focal_loss(x, x, -1.0)
    with pytest.raises(ShapeError, match="alpha must lie"):
        focal_loss(x, x, 2.0, 1.5)
