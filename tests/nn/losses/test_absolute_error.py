"""Absolute error and Huber's."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.losses import half_squared_error, huber, mae
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, values
from .scored import differentiates, keeps_types, matches_torch


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(3), st.integers(0, 99), st.floats(0.1, 3))
def test_they_are_pytorchs(shape: tuple[int, ...], seed: int, delta: float) -> None:
    """Value and gradient, at an error of 0 too."""
    import torch

    y, t = values(seed, *shape), values(seed + 1, *shape)
    t.flat[0] = y.flat[0]
    target, functional = torch.tensor(t), torch.nn.functional
    matches_torch(lambda y: mae(y, t), lambda y: functional.l1_loss(y, target), y)
    matches_torch(
        lambda y: huber(y, t, delta), lambda y: functional.huber_loss(y, target, delta=delta), y
    )


def test_finite_differences() -> None:
    """The gradient is the slope of the value."""
    t = values(1, 4, 3)
    differentiates(lambda y: mae(y, t), values(2, 4, 3))
    differentiates(lambda y: huber(y, t, 0.7), values(2, 4, 3))


def test_the_median_of_the_targets_is_best() -> None:
    """No other constant prediction has a lower mean absolute error, with an outlier or without."""
    t = np.append(values(1, 20), 1000.0)
    best = mae(np.full(21, np.median(t)), t)[0]
    assert all(best <= mae(np.full(21, other), t)[0] for other in t)
    assert mae(np.full(21, t.mean()), t)[0] > best


def test_huber_is_squared_when_wide_and_absolute_when_narrow() -> None:
    """Half the squared error for a large δ, δ times the absolute for a small one."""
    y, t = values(1, 9), values(2, 9)
    agrees(huber(y, t, 100.0)[0], half_squared_error(y, t)[0], 1e-12)
    agrees(huber(y, t, 1e-6)[0] / 1e-6, mae(y, t)[0], 1e-5)


def test_a_far_target_pulls_no_harder_than_a_near_one() -> None:
    """The gradient is bounded by 1/M and δ/M."""
    y, t = np.zeros(2), np.array([5.0, 5e6])
    agrees(mae(y, t)[1], [-0.5, -0.5], 0)
    agrees(huber(y, t, 2.0)[1], [-1.0, -1.0], 0)


def test_small_types_stay_and_stay_right() -> None:
    """Errors whose sum is beyond float16."""
    t = np.array([60_000.0, -60_000.0, 1.0])
    keeps_types(lambda y: mae(y, t), np.array([0.0, 1.5, 1.0]))
    keeps_types(lambda y: huber(y, t), np.array([0.0, 1.5, 1.0]))


def test_a_width_that_is_none_is_told() -> None:
    """With what must hold, what was given, and the fix."""
    with pytest.raises(ShapeError, match=r"delta must be above 0; given: 0.*squared"):
        huber(np.zeros(2), np.zeros(2), 0)
