"""The hyperbolic tangent."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.activations import sigmoid, tanh, tanh_backward

from ..oracle import agrees, distinct, values
from .elementwise import differentiates, keeps_types, matches_torch


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(3), st.integers(0, 99))
def test_it_is_pytorchs(shape: tuple[int, ...], seed: int) -> None:
    """Value and gradient."""
    import torch

    matches_torch(tanh, tanh_backward, torch.tanh, values(seed, *shape, scale=3))


@settings(max_examples=25, deadline=None)
@given(distinct(2), st.integers(0, 99))
def test_finite_differences(shape: tuple[int, ...], seed: int) -> None:
    """The gradient is the slope of the value."""
    differentiates(tanh, tanh_backward, values(seed, *shape, scale=2))


def test_it_is_a_sigmoid_stretched_and_lowered() -> None:
    """tanh x = 2σ(2x) − 1, to the last digit."""
    x = np.linspace(-20, 20, 2001)
    agrees(tanh(x), 2 * sigmoid(2 * x) - 1, 1e-15)


def test_it_is_odd_and_its_slope_even() -> None:
    """tanh(−x) = −tanh x."""
    x = values(1, 50)
    agrees(tanh(-x), -tanh(x), 0)
    agrees(tanh_backward(x, -x), tanh_backward(x, x), 0)


def test_the_slope_outlives_the_rounding_of_the_value() -> None:
    """At 30 tanh is 1 in float64 and its slope 4e^−60, not 0."""
    assert tanh(np.array(30.0)) == 1
    assert tanh_backward(np.array(1.0), np.array(30.0)) == pytest.approx(
        4 * math.exp(-60), rel=1e-13
    )
    assert tanh_backward(np.array(1.0), np.array(5.0)) == pytest.approx(0.00018, rel=0.02)


def test_small_types_stay_and_stay_right() -> None:
    """±1000 among them."""
    keeps_types(tanh, tanh_backward, -1000, -8, 1000)


def test_the_values_of_a_hand_calculation() -> None:
    """tanh and its slope at 0.37, 0.192 and 0.571."""
    x = np.array([[0.37, 0.192, 0.571]])
    agrees(tanh(x), [[0.353992, 0.189675, 0.516093]], 2e-6)
    agrees(tanh_backward(np.ones((1, 3)), x), [[0.874690, 0.964023, 0.733648]], 2e-6)
