"""Softsign."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.activations import softsign, softsign_backward, tanh_backward

from ..oracle import agrees, distinct, values
from .elementwise import differentiates, keeps_types, matches_torch


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(3), st.integers(0, 99))
def test_it_is_pytorchs(shape: tuple[int, ...], seed: int) -> None:
    """Value and gradient."""
    import torch

    x = values(seed, *shape, scale=4)
    matches_torch(softsign, softsign_backward, torch.nn.functional.softsign, x)


@settings(max_examples=25, deadline=None)
@given(distinct(2), st.integers(0, 99))
def test_finite_differences(shape: tuple[int, ...], seed: int) -> None:
    """The gradient is the slope of the value."""
    differentiates(softsign, softsign_backward, values(seed, *shape, scale=3))


def test_it_is_odd() -> None:
    """softsign(−x) = −softsign(x)."""
    x = values(1, 50)
    agrees(softsign(-x), -softsign(x), 0)


def test_its_tail_is_polynomial() -> None:
    """At 5 the slope is 1/36; that of tanh is 150 times smaller."""
    one, five = np.array(1.0), np.array(5.0)
    assert softsign_backward(one, five) == pytest.approx(1 / 36)
    assert softsign_backward(one, five) > 150 * tanh_backward(one, five)
    assert softsign(np.array(9.0)) == pytest.approx(0.9)


def test_small_types_stay_and_stay_right() -> None:
    """1000, whose square is beyond float16, among them."""
    keeps_types(softsign, softsign_backward, -1000, -300, 1000)
