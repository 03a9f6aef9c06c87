"""Swish."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.activations import relu, swish, swish_backward

from ..oracle import agrees, distinct, slope, values
from .elementwise import keeps_types, matches_torch


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(3), st.integers(0, 99), st.floats(-2, 3))
def test_it_is_pytorchs(shape: tuple[int, ...], seed: int, beta: float) -> None:
    """Value, and the gradients by x and β."""
    import torch

    x, dy = values(seed, *shape, scale=3), values(seed + 1, *shape)
    matches_torch(swish, lambda dy, x: swish_backward(dy, x)[0], torch.nn.functional.silu, x)
    x_leaf = torch.tensor(x, requires_grad=True)
    beta_leaf = torch.tensor(beta, dtype=torch.float64, requires_grad=True)
    (x_leaf * torch.sigmoid(beta_leaf * x_leaf)).backward(torch.tensor(dy))
    dx, dbeta = swish_backward(dy, x, beta)
    agrees(dx, x_leaf.grad.numpy(), 1e-12)
    agrees(dbeta, beta_leaf.grad.numpy(), 1e-11)


@settings(max_examples=25, deadline=None)
@given(distinct(2), st.integers(0, 99))
def test_finite_differences(shape: tuple[int, ...], seed: int) -> None:
    """By x and by β."""
    x, dy = values(seed, *shape), values(seed + 1, *shape)
    dx, dbeta = swish_backward(dy, x, 1.5)
    agrees(dx, slope(lambda x: swish(x, 1.5), x, dy), 1e-7)
    agrees(dbeta, slope(lambda beta: swish(x, float(beta)), np.array(1.5), dy), 1e-7)


def test_it_lies_between_a_line_and_relu() -> None:
    """β = 0 is x/2, a large β is ReLU."""
    x = values(1, 50)
    agrees(swish(x, 0.0), x / 2, 1e-15)
    agrees(swish(x, 1e6), relu(x), 1e-6)


def test_it_falls_and_rises_again() -> None:
    """Its least value is −0.2785, at −1.2785; its steepest slope 1.0998."""
    x = np.linspace(-6, 6, 120001)
    y = swish(x)
    assert y.min() == pytest.approx(-0.2785, abs=5e-5)
    assert x[y.argmin()] == pytest.approx(-1.2785, abs=2e-4)
    assert swish(np.array(-6.0)) > y.min()
    assert swish_backward(np.ones_like(x), x)[0].max() == pytest.approx(1.0998, abs=5e-5)


def test_it_and_its_mirror_differ_by_x() -> None:
    """swish(x) − swish(−x) = x."""
    x = values(2, 50, scale=5)
    agrees(swish(x) - swish(-x), x, 1e-14)


def test_small_types_stay_and_stay_right() -> None:
    """±1000, whose square is beyond float16, among them."""
    keeps_types(swish, lambda dy, x: swish_backward(dy, x)[0], -1000, -12, 1000)
    hard = np.array([-1000, 1000, 1], dtype=np.float16)
    assert swish_backward(np.ones_like(hard), hard)[1] == pytest.approx(0.1966, rel=1e-3)
