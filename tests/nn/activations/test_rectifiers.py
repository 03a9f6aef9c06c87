"""ReLU."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.activations import relu, relu_backward
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, values
from .elementwise import differentiates, keeps_types, matches_torch


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(3), st.integers(0, 99))
def test_it_is_pytorchs(shape: tuple[int, ...], seed: int) -> None:
    """Value and gradient, at 0 too."""
    import torch

    x = values(seed, *shape)
    x.flat[0] = 0
    matches_torch(relu, relu_backward, torch.relu, x)


@settings(max_examples=25, deadline=None)
@given(distinct(2), st.integers(0, 99))
def test_finite_differences(shape: tuple[int, ...], seed: int) -> None:
    """The gradient is the slope of the value, away from 0."""
    x = values(seed, *shape)
    differentiates(relu, relu_backward, x + 0.01 * np.sign(x))


def test_two_of_them_are_the_identity() -> None:
    """relu(x) − relu(−x) = x: a net of ReLUs can be linear."""
    x = values(1, 50)
    agrees(relu(x) - relu(-x), x, 0)


def test_a_positive_factor_passes_through() -> None:
    """relu(3x) = 3 relu(x)."""
    x = values(2, 50)
    agrees(relu(3 * x), 3 * relu(x), 1e-15)


def test_infinities_are_no_numbers_gone_wrong() -> None:
    """−∞ is silenced; times a mask it would be nan."""
    agrees(relu(np.array([-np.inf, np.inf])), [0, np.inf], 0)


def test_small_types_stay_and_stay_right() -> None:
    """±1000 among them."""
    keeps_types(relu, relu_backward, -1000, 1000)


def test_what_is_not_real_is_told() -> None:
    """With what must hold, what was given, and the fix."""
    with pytest.raises(ShapeError, match=r"real numbers; given: dtype complex128.*astype"):
        relu(np.array([1j]))
