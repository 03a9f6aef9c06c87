"""ELU."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.activations import elu, elu_backward

from ..oracle import agrees, distinct, values
from .elementwise import differentiates, keeps_types, matches_torch


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(3), st.integers(0, 99), st.floats(0.1, 3))
def test_it_is_pytorchs(shape: tuple[int, ...], seed: int, alpha: float) -> None:
    """Value and gradient."""
    import torch

    matches_torch(
        lambda x: elu(x, alpha),
        lambda dy, x: elu_backward(dy, x, alpha),
        lambda x: torch.nn.functional.elu(x, alpha),
        values(seed, *shape, scale=3),
    )


@settings(max_examples=25, deadline=None)
@given(distinct(2), st.integers(0, 99))
def test_finite_differences(shape: tuple[int, ...], seed: int) -> None:
    """The gradient is the slope of the value."""
    differentiates(elu, elu_backward, values(seed, *shape, scale=2))


def test_the_left_ends_at_minus_alpha_and_the_right_is_untouched() -> None:
    """Nothing overflows at ±1000."""
    agrees(elu(np.array([-1000.0, 1000.0]), 2.0), [-2.0, 1000.0], 0)
    agrees(elu_backward(np.ones(2), np.array([-1000.0, 1000.0]), 2.0), [0.0, 1.0], 0)


def test_near_zero_no_digit_is_lost() -> None:
    """e^x − 1 of −1e-20 is −1e-20, not 0."""
    assert elu(np.array(-1e-20)) == -1e-20


def test_small_types_stay_and_stay_right() -> None:
    """±1000 among them."""
    keeps_types(elu, elu_backward, -1000, 1000)
