"""Group and instance normalization against PyTorch, and between layer and batch norm."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.layers import (
    Running,
    batch_norm,
    group_norm,
    group_norm_backward,
    instance_norm,
    layer_norm,
)
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, slope, values


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(3, 2, 5), st.sampled_from([1, 2, 3, 6]))
def test_value_and_gradients_are_pytorchs(sizes: tuple[int, ...], groups: int) -> None:
    """For one group, some, and as many as channels."""
    import torch

    N, H, W = sizes
    given_ = values(1, N, 6, H, W), values(2, 6), values(3, 6)
    y, cache = group_norm(*given_, groups)
    theirs = [torch.tensor(array, requires_grad=True) for array in given_]
    expected = torch.nn.functional.group_norm(theirs[0], groups, theirs[1], theirs[2])
    dy = values(4, *y.shape)
    expected.backward(torch.tensor(dy))
    agrees(y, expected.detach().numpy(), 1e-10)
    for ours, their in zip(group_norm_backward(dy, cache), theirs, strict=True):
        assert their.grad is not None
        agrees(ours, their.grad.numpy(), 1e-9)
    if groups == 6:
        instance = torch.nn.functional.instance_norm(theirs[0], weight=theirs[1], bias=theirs[2])
        agrees(instance_norm(*given_)[0], instance.detach().numpy(), 1e-10)


def test_gradients_are_slopes() -> None:
    """By x, γ and β."""
    x, gamma, beta, dy = values(1, 2, 4, 3, 5), values(2, 4), values(3, 4), values(4, 2, 4, 3, 5)
    dx, dgamma, dbeta = group_norm_backward(dy, group_norm(x, gamma, beta, 2)[1])
    agrees(dx, slope(lambda x: group_norm(x, gamma, beta, 2)[0], x, dy))
    agrees(dgamma, slope(lambda gamma: group_norm(x, gamma, beta, 2)[0], gamma, dy))
    agrees(dbeta, slope(lambda beta: group_norm(x, gamma, beta, 2)[0], beta, dy))


def test_one_group_is_layer_norm() -> None:
    """Of the whole sample; on one sample instance norm is batch norm in training."""
    x = values(1, 2, 4, 3, 5)
    whole, _ = layer_norm(x.reshape(2, -1), np.ones(60), np.zeros(60))
    agrees(group_norm(x, np.ones(4), np.zeros(4), 1)[0], whole.reshape(x.shape), 1e-10)
    gamma, beta = values(2, 4), values(3, 4)
    batch, _, _ = batch_norm(x[:1], gamma, beta, Running.start(4), training=True)
    agrees(instance_norm(x[:1], gamma, beta)[0], batch, 1e-10)


def test_instance_norm_forgets_brightness_and_contrast() -> None:
    """Of each channel of each image; a group keeps what one channel is to another."""
    x, gamma, beta = values(1, 3, 4, 5, 6), values(2, 4), values(3, 4)
    moved = x * np.abs(values(4, 3, 4, 1, 1)) + values(5, 3, 4, 1, 1)
    expected, _ = instance_norm(x, gamma, beta, epsilon=0)
    agrees(instance_norm(moved, gamma, beta, epsilon=0)[0], expected, 1e-9)
    difference = group_norm(moved, gamma, beta, 2)[0] - group_norm(x, gamma, beta, 2)[0]
    assert np.abs(difference).max() > 0.1


@pytest.mark.parametrize(("kind", "close"), [(np.float32, 5e-3), (np.float16, 2e-2)])
def test_small_types_stay_and_stay_close(kind: type, close: float) -> None:
    """At a large mean, and where all pixels are equal, with a batch of one."""
    x = (values(1, 1, 4, 8, 8) + (10_000 if kind is np.float32 else 1_000)).astype(kind)
    x[:, 0] = 3
    small = [x, values(2, 4).astype(kind), values(3, 4).astype(kind)]
    dy = values(4, *x.shape).astype(kind)
    y, cache = group_norm(*small, 4)
    truth, _ = group_norm(*(array.astype(np.float64) for array in small), 4)
    assert y.dtype == kind
    np.testing.assert_allclose(y, truth, rtol=close, atol=close)
    for gradient in group_norm_backward(dy, cache):
        assert gradient.dtype == kind
        assert np.isfinite(gradient).all()


def test_a_wrong_number_of_groups_is_told() -> None:
    """With what it may be."""
    with pytest.raises(ShapeError, match=r"groups must divide the 4 channels; given: 3.*instance"):
        group_norm(values(1, 2, 4, 3, 3), np.ones(4), np.zeros(4), 3)
    with pytest.raises(ShapeError, match=r"by channel, not by group"):
        group_norm(values(1, 2, 4, 3, 3), np.ones(2), np.zeros(2), 2)
    with pytest.raises(ShapeError, match=r"must have shape \(4,\).*\(3,\)"):
        instance_norm(values(1, 2, 4, 3, 3), np.ones(3), np.zeros(3))
