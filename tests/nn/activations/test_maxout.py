"""Maxout."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.activations import maxout, maxout_backward, relu
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, slope, values


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(4), st.integers(0, 99))
def test_it_is_what_pytorch_makes_of_the_formula(sizes: tuple[int, ...], seed: int) -> None:
    """Value, and all three gradients."""
    import torch

    N, D, P, K = sizes
    arrays = values(seed, N, D), values(seed + 1, P, D, K), values(seed + 2, P, K)
    dy = values(seed + 3, N, K)
    x, weight, bias = leaves = [torch.tensor(array, requires_grad=True) for array in arrays]
    out = (torch.einsum("nd,pdk->pnk", x, weight) + bias[:, None]).max(dim=0).values
    out.backward(torch.tensor(dy))
    y, cache = maxout(*arrays)
    agrees(y, out.detach().numpy(), 1e-12)
    for ours, leaf in zip(maxout_backward(dy, cache), leaves, strict=True):
        agrees(ours, leaf.grad.numpy(), 1e-12)


def test_finite_differences() -> None:
    """By x, weight and bias."""
    arrays = [values(1, 5, 3), values(2, 4, 3, 2), values(3, 4, 2)]
    dy = values(4, 5, 2)
    gradients = maxout_backward(dy, maxout(*arrays)[1])
    for place, gradient in enumerate(gradients):

        def f(array: np.ndarray, place: int = place) -> np.ndarray:
            return maxout(*arrays[:place], array, *arrays[place + 1 :])[0]

        agrees(gradient, slope(f, arrays[place], dy), 1e-7)


def test_two_pieces_are_a_relu_or_an_absolute_value() -> None:
    """max(0, x) and max(−x, x)."""
    x, bias = values(1, 20, 1), np.zeros((2, 1))
    agrees(maxout(x, np.array([[[0.0]], [[1.0]]]), bias)[0], relu(x), 0)
    agrees(maxout(x, np.array([[[-1.0]], [[1.0]]]), bias)[0], np.abs(x), 0)


def test_it_is_convex_in_its_input() -> None:
    """In the middle of two points it is at most the mean of its values there."""
    weight, bias = values(1, 4, 3, 2), values(2, 4, 2)
    a, b = values(3, 30, 3), values(4, 30, 3)
    ends = maxout(a, weight, bias)[0] + maxout(b, weight, bias)[0]
    assert (maxout((a + b) / 2, weight, bias)[0] <= ends / 2 + 1e-12).all()


def test_the_order_of_the_pieces_is_of_no_matter() -> None:
    """But each keeps its gradient."""
    x, weight, bias, dy = values(1, 5, 3), values(2, 4, 3, 2), values(3, 4, 2), values(4, 5, 2)
    order = np.array([2, 0, 3, 1])
    y, cache = maxout(x, weight, bias)
    mixed, mixed_cache = maxout(x, weight[order], bias[order])
    agrees(mixed, y, 0)
    agrees(maxout_backward(dy, mixed_cache)[1], maxout_backward(dy, cache)[1][order], 0)


def test_of_equal_pieces_the_first_has_the_whole_gradient() -> None:
    """Not each of them, and not each a share."""
    weight = np.ones((3, 1, 1))
    _, cache = maxout(np.array([[2.0]]), weight, np.zeros((3, 1)))
    dx, dweight, dbias = maxout_backward(np.array([[5.0]]), cache)
    agrees(dx, [[5.0]], 0)
    agrees(dweight[:, 0, 0], [10.0, 0.0, 0.0], 0)
    agrees(dbias[:, 0], [5.0, 0.0, 0.0], 0)


def test_float32_stays() -> None:
    """Forward and back."""
    arrays = [array.astype(np.float32) for array in (values(1, 5, 3), values(2, 4, 3, 2))]
    y, cache = maxout(*arrays, np.zeros((4, 2), dtype=np.float32))
    assert {y.dtype, *(g.dtype for g in maxout_backward(y, cache))} == {np.dtype(np.float32)}


def test_a_weight_that_does_not_fit_is_told() -> None:
    """With what must hold, what was given, and the fix."""
    with pytest.raises(ShapeError, match=r"shape \(P, 3, K\); given: \(4, 2, 5\).*each input"):
        maxout(np.ones((2, 3)), np.ones((4, 2, 5)), np.ones((4, 5)))
    with pytest.raises(ShapeError, match=r"bias must have shape \(4, 5\)"):
        maxout(np.ones((2, 3)), np.ones((4, 3, 5)), np.ones(5))
