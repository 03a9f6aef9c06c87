"""The sigmoid in powers of two."""

from __future__ import annotations

import math

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.activations import (
    base2_sigmoid,
    base2_sigmoid_backward,
    sigmoid,
    sigmoid_backward,
)

from ..oracle import agrees, distinct, values
from .elementwise import differentiates, keeps_types, matches_torch


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(3), st.integers(0, 99), st.floats(0.2, 3))
def test_it_is_what_pytorch_makes_of_the_formula(
    shape: tuple[int, ...], seed: int, rate: float
) -> None:
    """Value, and the gradient by automatic differentiation."""
    matches_torch(
        lambda x: base2_sigmoid(x, rate),
        lambda dy, x: base2_sigmoid_backward(dy, x, rate),
        lambda x: 1 / (1 + 2 ** (-rate * x)),
        values(seed, *shape, scale=3),
    )


@settings(max_examples=25, deadline=None)
@given(distinct(2), st.integers(0, 99))
def test_finite_differences(shape: tuple[int, ...], seed: int) -> None:
    """The gradient is the slope of this function, not of the sigmoid."""
    differentiates(base2_sigmoid, base2_sigmoid_backward, values(seed, *shape, scale=3))


def test_with_the_logarithm_of_e_it_is_the_sigmoid() -> None:
    """Value and slope."""
    x, rate = np.linspace(-30, 30, 301), math.log2(math.e)
    agrees(base2_sigmoid(x, rate), sigmoid(x), 1e-14)
    agrees(base2_sigmoid_backward(x, x, rate), sigmoid_backward(x, x), 1e-14)


def test_how_near_the_two_rates_are() -> None:
    """1.5 is off by 0.0087 at most and 1.44 by 0.0004."""
    x = np.linspace(-10, 10, 20001)
    assert np.abs(base2_sigmoid(x, 1.5) - sigmoid(x)).max() == pytest.approx(0.00872, abs=5e-6)
    assert np.abs(base2_sigmoid(x, 1.44) - sigmoid(x)).max() == pytest.approx(0.00042, abs=5e-6)
    assert abs(x[np.abs(base2_sigmoid(x, 1.5) - sigmoid(x)).argmax()]) == pytest.approx(
        1.5, abs=0.1
    )


def test_the_values_of_a_hand_calculation() -> None:
    """From 0 to 0.99 the largest error is 0.0077 for 1.5 and 0.0004 for 1.44."""
    x = np.array([*np.arange(10) / 10, 0.99])
    agrees(base2_sigmoid(x)[[1, 5, 10]], [0.525970, 0.627115, 0.736785], 1e-6)
    assert np.abs(base2_sigmoid(x) - sigmoid(x)).max() == pytest.approx(0.007697, abs=1e-6)
    assert np.abs(base2_sigmoid(x, 1.44) - sigmoid(x)).max() == pytest.approx(0.000365, abs=1e-6)
    assert base2_sigmoid_backward(np.array(1.0), np.array(0.0)) == pytest.approx(0.25993, abs=1e-5)


def test_small_types_stay_and_stay_right() -> None:
    """±1000 among them."""
    keeps_types(base2_sigmoid, base2_sigmoid_backward, -1000, 1000)
