"""Squared error in three conventions."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.losses import half_squared_error, mse, sse

from ..oracle import agrees, distinct, values
from .scored import differentiates, keeps_types, matches_torch


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(3), st.integers(0, 99))
def test_they_are_pytorchs(shape: tuple[int, ...], seed: int) -> None:
    """Mean, sum, and half the sum over the samples."""
    import torch

    y, t = values(seed, *shape), values(seed + 1, *shape)
    target, theirs = torch.tensor(t), torch.nn.functional.mse_loss
    matches_torch(lambda y: mse(y, t), lambda y: theirs(y, target), y)
    matches_torch(lambda y: sse(y, t), lambda y: theirs(y, target, reduction="sum"), y)
    matches_torch(
        lambda y: half_squared_error(y, t),
        lambda y: theirs(y, target, reduction="sum") / (2 * len(y)),
        y,
    )


@pytest.mark.parametrize("loss", [mse, sse, half_squared_error])
def test_finite_differences(loss) -> None:
    """The gradient is the slope of the value."""
    t = values(1, 4, 3)
    differentiates(lambda y: loss(y, t), values(2, 4, 3))


def test_their_gradients_stand_as_the_conventions_say() -> None:
    """2/(NK) : 2 : 1/N for N samples of K outputs."""
    y, t = values(1, 5, 3), values(2, 5, 3)
    agrees(mse(y, t)[1] * 15 / 2, y - t, 1e-15)
    agrees(sse(y, t)[1] / 2, y - t, 1e-15)
    agrees(half_squared_error(y, t)[1] * 5, y - t, 1e-15)


def test_the_mean_of_the_targets_is_best() -> None:
    """There the gradient of a constant prediction is 0."""
    t = values(1, 50)
    gradient = mse(np.full(50, t.mean()), t)[1]
    assert gradient.sum() == pytest.approx(0, abs=1e-15)


def test_a_shift_of_both_changes_nothing_and_a_factor_is_squared() -> None:
    """For mean, sum and half."""
    y, t = values(1, 4, 3), values(2, 4, 3)
    for loss in (mse, sse, half_squared_error):
        assert loss(y + 7, t + 7)[0] == pytest.approx(loss(y, t)[0])
        assert loss(3 * y, 3 * t)[0] == pytest.approx(9 * loss(y, t)[0])


def test_small_types_stay_and_stay_right() -> None:
    """300 squared is beyond float16; values of 10,000 with differences of one."""
    t = np.array([300.0, 1.0, -2.0])
    for loss in (mse, sse, half_squared_error):
        keeps_types(lambda y, loss=loss: loss(y, t), np.array([0.0, 1.5, 2.0]))
    y = np.float32([10_000, 10_001, 10_002])
    assert mse(y, y[::-1])[0] == pytest.approx(8 / 3)


def test_one_sample_and_one_number() -> None:
    """A batch of one, and no axis at all."""
    assert half_squared_error(np.array([[3.0]]), np.array([[1.0]])) == (2.0, [[2.0]])
    assert half_squared_error(np.array(3.0), np.array(1.0)) == (2.0, 2.0)
