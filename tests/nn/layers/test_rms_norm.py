"""RMS normalization against PyTorch and finite differences."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from heldout.nn.layers import rms_norm, rms_norm_backward
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, slope, values


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(3))
def test_value_and_gradients_are_pytorchs(sizes: tuple[int, ...]) -> None:
    """Over the last axis, whatever stands before it."""
    import torch

    given_ = values(1, *sizes), values(2, sizes[-1])
    y, cache = rms_norm(*given_, epsilon=1e-3)
    theirs = [torch.tensor(array, requires_grad=True) for array in given_]
    expected = torch.nn.functional.rms_norm(theirs[0], list(sizes[-1:]), theirs[1], 1e-3)
    dy = values(4, *sizes)
    expected.backward(torch.tensor(dy))
    agrees(y, expected.detach().numpy(), 1e-10)
    for ours, their in zip(rms_norm_backward(dy, cache), theirs, strict=True):
        assert their.grad is not None
        agrees(ours, their.grad.numpy(), 1e-9)


def test_gradients_are_slopes() -> None:
    """By x and γ."""
    x, gamma, dy = values(1, 2, 3, 5), values(2, 5), values(4, 2, 3, 5)
    dx, dgamma = rms_norm_backward(dy, rms_norm(x, gamma)[1])
    agrees(dx, slope(lambda x: rms_norm(x, gamma)[0], x, dy))
    agrees(dgamma, slope(lambda gamma: rms_norm(x, gamma)[0], gamma, dy))


def test_lengths_are_one_and_zeros_stay() -> None:
    """The mean square is 1, the gradient perpendicular to the sample, and a zero sample is fine."""
    x, ones, dy = values(1, 4, 6), np.ones(6), values(2, 4, 6)
    y, cache = rms_norm(x, ones, epsilon=0)
    agrees((y**2).mean(axis=-1), np.ones(4), 1e-12)
    agrees((x * rms_norm_backward(dy, cache)[0]).sum(axis=-1), np.zeros(4), 1e-12)
    y, cache = rms_norm(np.zeros((2, 6)), ones)
    agrees(y, np.zeros((2, 6)), 0)
    agrees(rms_norm_backward(dy[:2], cache)[0], 1e3 * dy[:2], 1e-9)


@pytest.mark.parametrize(
    ("kind", "large", "close"), [(np.float32, 1e30, 1e-5), (np.float16, 6e3, 5e-3)]
)
def test_squares_may_exceed_the_type(kind: type, large: float, close: float) -> None:
    """Entries whose squares the type cannot hold."""
    x, gamma = (large * values(1, 3, 8)).astype(kind), values(2, 8).astype(kind)
    y, cache = rms_norm(x, gamma)
    assert y.dtype == kind
    expected, _ = rms_norm(x.astype(np.float64), gamma.astype(np.float64))
    np.testing.assert_allclose(y, expected, rtol=close, atol=close)
    dx, dgamma = rms_norm_backward(values(3, 3, 8).astype(kind), cache)
    assert dx.dtype == dgamma.dtype == kind
    assert np.isfinite(dx).all()


def test_a_wrong_shape_is_told() -> None:
    """γ belongs to the last axis."""
    with pytest.raises(ShapeError, match=r"shape \(5,\).*\(3,\)"):
        rms_norm(values(1, 3, 5), np.ones(3))
    with pytest.raises(ShapeError, match="the last axis of x"):
        rms_norm(np.array(3.0), np.ones(1))
