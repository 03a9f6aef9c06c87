"""Mean squared logarithmic error."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.metrics import mean_squared_log_error

from heldout.nn.losses import mse, msle
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, values
from .scored import differentiates, keeps_types, matches_torch


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(2), st.integers(0, 99))
def test_it_is_scikit_learns_and_pytorchs(shape: tuple[int, ...], seed: int) -> None:
    """Value by one, gradient by the other."""
    import torch

    y, t = np.abs(values(seed, *shape, scale=50)), np.abs(values(seed + 1, *shape, scale=50))
    target = torch.tensor(t)
    assert msle(y, t)[0] == pytest.approx(mean_squared_log_error(t, y), rel=1e-12)
    matches_torch(lambda y: msle(y, t), lambda y: ((y.log1p() - target.log1p()) ** 2).mean(), y)


def test_finite_differences() -> None:
    """The gradient is the slope of the value."""
    t = np.abs(values(1, 4, 3))
    differentiates(lambda y: msle(y, t), np.abs(values(2, 4, 3)))


def test_it_is_the_mse_of_the_logarithms_of_one_more() -> None:
    """By definition."""
    y, t = np.abs(values(1, 9)), np.abs(values(2, 9))
    agrees(msle(y, t)[0], mse(np.log(1 + y), np.log(1 + t))[0], 1e-12)


def test_the_ratio_counts() -> None:
    """Ten times the target costs the same at a thousand and at a million."""
    at = np.array([1e3, 1e6])
    costs = [msle(np.array([10 * t]), np.array([t]))[0] for t in at]
    assert costs[0] == pytest.approx(costs[1], rel=1e-3)
    assert costs[1] == pytest.approx(np.log(10) ** 2, rel=1e-5)


def test_too_low_costs_more_than_too_high() -> None:
    """By the same amount: 50 or 150 for 100."""
    target = np.array([100.0])
    assert msle(np.array([50.0]), target)[0] > 2 * msle(np.array([150.0]), target)[0]


def test_small_types_stay_and_stay_right() -> None:
    """Tiny values keep their digits."""
    t = np.array([0.0, 60_000.0, 1e-3])
    keeps_types(lambda y: msle(y, t), np.array([0.001, 30_000.0, 2.0]))
    assert msle(np.array([1e-12]), np.array([0.0]))[0] == pytest.approx(1e-24)


def test_what_has_no_logarithm_is_told() -> None:
    """With what must hold, what was given, and the fix."""
    with pytest.raises(ShapeError, match=r"above −1; given: -1.0.*MSE"):
        msle(np.array([-1.0, 2.0]), np.array([1.0, 2.0]))
