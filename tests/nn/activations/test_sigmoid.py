"""The sigmoid and the logistic with a slope."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.activations import logistic, logistic_backward, sigmoid, sigmoid_backward

from ..oracle import agrees, distinct, values
from .elementwise import differentiates, keeps_types, matches_torch


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(3), st.integers(0, 99), st.floats(0.1, 4))
def test_it_is_pytorchs(shape: tuple[int, ...], seed: int, slope: float) -> None:
    """Value and gradient, with and without a slope."""
    import torch

    x = values(seed, *shape, scale=5)
    matches_torch(sigmoid, sigmoid_backward, torch.sigmoid, x)
    matches_torch(
        lambda x: logistic(x, slope),
        lambda dy, x: logistic_backward(dy, x, slope),
        lambda x: torch.sigmoid(slope * x),
        x,
    )


@settings(max_examples=25, deadline=None)
@given(distinct(2), st.integers(0, 99))
def test_finite_differences(shape: tuple[int, ...], seed: int) -> None:
    """The gradient is the slope of the value."""
    differentiates(sigmoid, sigmoid_backward, values(seed, *shape, scale=3))
    differentiates(
        lambda x: logistic(x, 2.5),
        lambda dy, x: logistic_backward(dy, x, 2.5),
        values(seed, *shape),
    )


def test_both_sides_add_to_one() -> None:
    """σ(−x) = 1 − σ(x)."""
    x = values(1, 50, scale=4)
    agrees(sigmoid(x) + sigmoid(-x), np.ones(50), 1e-15)


def test_the_slope_at_zero_is_a_quarter_of_alpha() -> None:
    """And nowhere larger."""
    grid = np.linspace(-8, 8, 1001)
    for alpha in (0.5, 1.0, 4.0):
        slope = logistic_backward(np.ones_like(grid), grid, alpha)
        assert slope.argmax() == 500
        assert slope[500] == alpha / 4


def test_far_out_it_neither_overflows_nor_loses_its_slope() -> None:
    """At 40, 1 − σ is 4e-18, not 0; and at −700 σ itself is e^−700."""
    agrees(sigmoid(np.array([-1000.0, 1000.0])), [0.0, 1.0], 0)
    assert sigmoid(np.array([-700.0]))[0] == pytest.approx(math.exp(-700), rel=1e-13)
    assert sigmoid_backward(np.ones(2), np.array([-40.0, 40.0])) == pytest.approx(
        [math.exp(-40)] * 2, rel=1e-13
    )


def test_small_types_stay_and_stay_right() -> None:
    """±1000 among them."""
    keeps_types(sigmoid, sigmoid_backward, -1000, -20, 9, 1000)
    keeps_types(
        lambda x: logistic(x, 0.5), lambda dy, x: logistic_backward(dy, x, 0.5), -1000, 1000
    )


def test_the_values_of_a_hand_calculation() -> None:
    """σ and σ′ at 0, 0.1 and 0.99."""
    x = np.array([0, 0.1, 0.99])
    agrees(sigmoid(x), [0.5, 0.524979, 0.729088], 1e-6)
    agrees(sigmoid_backward(np.ones(3), x), [0.25, 0.249376, 0.197519], 3e-6)


def test_a_gradient_through_sigmoids_alone_is_gone_after_seventeen() -> None:
    """At best a quarter is left by each: 4^−17 is below 1e-10, 4^−16 is not."""
    gradient, layers = 1.0, 0
    while gradient >= 1e-10:
        gradient = float(sigmoid_backward(np.array(gradient), np.array(0.0)))
        layers += 1
    assert layers == 17
