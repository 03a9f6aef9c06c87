"""Leaky ReLU and PReLU."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.activations import leaky_relu, leaky_relu_backward, prelu, prelu_backward, relu
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, slope, values
from .elementwise import differentiates, keeps_types, matches_torch


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(3), st.integers(0, 99), st.floats(0, 2))
def test_leaky_is_pytorchs(shape: tuple[int, ...], seed: int, a: float) -> None:
    """Value and gradient, at 0 too."""
    import torch

    x = values(seed, *shape)
    x.flat[0] = 0
    matches_torch(
        lambda x: leaky_relu(x, a),
        lambda dy, x: leaky_relu_backward(dy, x, a),
        lambda x: torch.nn.functional.leaky_relu(x, a),
        x,
    )


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(4), st.integers(1, 4), st.integers(0, 99), st.booleans())
def test_prelu_is_pytorchs(
    shape: tuple[int, ...], axes: int, seed: int, for_each_channel: bool
) -> None:
    """Value, and the gradients by x and by the slopes: one for all, or one a channel."""
    import torch

    shape = shape[:axes]
    x, dy = values(seed, *shape), values(seed + 1, *shape)
    a = values(seed + 2, shape[1] if for_each_channel and axes > 1 else 1)
    x_leaf, a_leaf = torch.tensor(x, requires_grad=True), torch.tensor(a, requires_grad=True)
    out = torch.nn.functional.prelu(x_leaf, a_leaf)
    out.backward(torch.tensor(dy))
    agrees(prelu(x, a), out.detach().numpy(), 1e-14)
    dx, da = prelu_backward(dy, x, a)
    agrees(dx, x_leaf.grad.numpy(), 1e-14)
    agrees(da, a_leaf.grad.numpy(), 1e-12)


@settings(max_examples=25, deadline=None)
@given(distinct(3), st.integers(0, 99))
def test_finite_differences(shape: tuple[int, ...], seed: int) -> None:
    """By x, and by the slopes."""
    x, dy = values(seed, *shape), values(seed + 1, *shape)
    x += 0.01 * np.sign(x)
    a = values(seed + 2, shape[1])
    differentiates(leaky_relu, leaky_relu_backward, x)
    agrees(prelu_backward(dy, x, a)[0], slope(lambda x: prelu(x, a), x, dy), 1e-7)
    agrees(prelu_backward(dy, x, a)[1], slope(lambda a: prelu(x, a), a, dy), 1e-7)


def test_slope_zero_is_relu_and_slope_one_is_nothing() -> None:
    """Between them lies the rest."""
    x = values(1, 4, 5)
    agrees(leaky_relu(x, 0.0), relu(x), 0)
    agrees(prelu(x, np.ones(5)), x, 0)


def test_the_left_is_a_multiple_of_x_and_not_the_slope() -> None:
    """−3 becomes −0.03."""
    agrees(leaky_relu(np.array([-3.0, 2.0])), [-0.03, 2.0], 1e-15)


def test_small_types_stay_and_stay_right() -> None:
    """±1000 among them, and sums over many in float16."""
    keeps_types(leaky_relu, leaky_relu_backward, -1000, 1000)
    x = -np.ones((5000, 2), dtype=np.float16)
    a = np.full(2, 0.25, dtype=np.float16)
    dx, da = prelu_backward(np.ones_like(x), x, a)
    assert prelu(x, a).dtype == dx.dtype == da.dtype == np.float16
    agrees(da, [-5000, -5000], 1e-3)


def test_slopes_that_fit_no_channel_are_told() -> None:
    """With what must hold, what was given, and the fix."""
    with pytest.raises(ShapeError, match=r"axis 1, \(3,\); given: shape \(4,\).*np.full"):
        prelu(np.ones((2, 3, 4)), np.ones(4))
