"""Layer normalization against PyTorch and finite differences."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from heldout.nn.layers import layer_norm, layer_norm_backward
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, slope, values


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(3))
def test_value_and_gradients_are_pytorchs(sizes: tuple[int, ...]) -> None:
    """Over the last axis, whatever stands before it."""
    import torch

    given_ = values(1, *sizes), values(2, sizes[-1]), values(3, sizes[-1])
    y, cache = layer_norm(*given_)
    theirs = [torch.tensor(array, requires_grad=True) for array in given_]
    expected = torch.nn.functional.layer_norm(theirs[0], sizes[-1:], theirs[1], theirs[2])
    dy = values(4, *sizes)
    expected.backward(torch.tensor(dy))
    agrees(y, expected.detach().numpy(), 1e-10)
    for ours, their in zip(layer_norm_backward(dy, cache), theirs, strict=True):
        assert their.grad is not None
        agrees(ours, their.grad.numpy(), 1e-9)


def test_gradients_are_slopes() -> None:
    """By x, γ and β."""
    x, gamma, beta, dy = values(1, 2, 3, 5), values(2, 5), values(3, 5), values(4, 2, 3, 5)
    dx, dgamma, dbeta = layer_norm_backward(dy, layer_norm(x, gamma, beta)[1])
    agrees(dx, slope(lambda x: layer_norm(x, gamma, beta)[0], x, dy))
    agrees(dgamma, slope(lambda gamma: layer_norm(x, gamma, beta)[0], gamma, dy))
    agrees(dbeta, slope(lambda beta: layer_norm(x, gamma, beta)[0], beta, dy))


def test_samples_do_not_see_each_other() -> None:
    """A batch of one gives the same, and so does any scale or shift of one sample."""
    x, gamma, beta = values(1, 4, 6), values(2, 6), values(3, 6)
    y, _ = layer_norm(x, gamma, beta, epsilon=0)
    agrees(layer_norm(x[2:3], gamma, beta, epsilon=0)[0], y[2:3], 1e-12)
    moved = x * np.array([[2.0], [0.1], [30], [1]]) + values(4, 4, 1)
    agrees(layer_norm(moved, gamma, beta, epsilon=0)[0], y, 1e-9)


def test_zero_variance_and_one_feature_become_beta() -> None:
    """With finite gradients."""
    for D in (1, 4):
        x, gamma, beta = np.full((3, D), 5.0), values(1, D), values(2, D)
        y, cache = layer_norm(x, gamma, beta)
        agrees(y, np.tile(beta, (3, 1)), 1e-12)
        assert np.isfinite(layer_norm_backward(values(3, 3, D), cache)[0]).all()


@pytest.mark.parametrize(("kind", "close"), [(np.float32, 5e-3), (np.float16, 2e-2)])
def test_small_types_stay_and_stay_close(kind: type, close: float) -> None:
    """At mean 10,000 (in float16 1,000) and variance 1."""
    x = (values(1, 8, 400) + (10_000 if kind is np.float32 else 1_000)).astype(kind)
    gamma, beta, dy = values(2, 400), values(3, 400), values(4, 8, 400).astype(kind)
    small = [x, gamma.astype(kind), beta.astype(kind)]
    y, cache = layer_norm(*small)
    truth, exact = layer_norm(*(array.astype(np.float64) for array in small))
    pairs = zip(
        (y, *layer_norm_backward(dy, cache)),
        (truth, *layer_norm_backward(dy.astype(np.float64), exact)),
        strict=True,
    )
    for ours, expected in pairs:
        assert ours.dtype == kind
        np.testing.assert_allclose(ours, expected, rtol=close, atol=close)


def test_a_wrong_shape_is_told_with_its_fix() -> None:
    """γ and β belong to the last axis."""
    with pytest.raises(ShapeError, match=r"shape \(5,\).*\(3,\).*group_norm"):
        layer_norm(values(1, 3, 5), np.ones(3), np.zeros(3))
    with pytest.raises(ShapeError, match=r"the last axis of x"):
        layer_norm(np.array(3.0), np.ones(1), np.zeros(1))
