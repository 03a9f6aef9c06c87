"""Layers written in the engine's operations, against PyTorch and finite differences."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.autograd import (
    Tensor,
    batch_norm,
    cnn,
    conv2d,
    cross_entropy,
    max_pool2d,
    mlp,
    tensors,
)
from heldout.nn.losses.cross_entropy import cross_entropy as by_hand
from heldout.nn.shapes import Parameters, ShapeError

from ..oracle import agrees, distinct, slope, values


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(
    shape=distinct(5, most=8),
    kernel=st.integers(1, 3),
    stride=st.integers(1, 3),
    padding=st.integers(0, 2),
)
def test_convolution_agrees_with_pytorch(
    shape: tuple[int, ...], kernel: int, stride: int, padding: int
) -> None:
    """Values and both gradients for any stride and padding."""
    import torch

    N, C, outputs, H, W = shape
    H, W = H + kernel, W + kernel
    x, weight = values(1, N, C, H, W), values(2, outputs, C, kernel, kernel)
    ours = Tensor(x), Tensor(weight)
    theirs = torch.tensor(x, requires_grad=True), torch.tensor(weight, requires_grad=True)
    y = conv2d(*ours, stride, padding)
    expected = torch.nn.functional.conv2d(*theirs, stride=stride, padding=padding)
    dy = values(3, *y.data.shape)
    agrees(y.data, expected.detach().numpy())
    y.backward(dy)
    expected.backward(torch.tensor(dy))
    for leaf, other in zip(ours, theirs, strict=True):
        agrees(leaf.grad, other.grad.numpy())


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(shape=distinct(4, least=2, most=8), size=st.integers(1, 2))
def test_pooling_and_norm_agree_with_pytorch(shape: tuple[int, ...], size: int) -> None:
    """One after the other, with a γ and a β for each channel."""
    import torch

    C = shape[1]
    arrays = values(1, *shape), values(2, C), values(3, C)
    ours = [Tensor(array) for array in arrays]
    theirs = [torch.tensor(array, requires_grad=True) for array in arrays]
    y = max_pool2d(batch_norm(*ours), size)
    normed = torch.nn.functional.batch_norm(
        theirs[0], None, None, theirs[1], theirs[2], training=True
    )
    expected = torch.nn.functional.max_pool2d(normed, size)
    dy = values(4, *y.data.shape)
    agrees(y.data, expected.detach().numpy())
    y.backward(dy)
    expected.backward(torch.tensor(dy))
    for leaf, other in zip(ours, theirs, strict=True):
        agrees(leaf.grad, other.grad.numpy(), 1e-6)


def test_norm_keeps_its_digits_far_from_zero() -> None:
    """Mean 10,000 and variance 1 in float32 come out as mean 0 and variance 1."""
    x = (10_000 + values(1, 40, 3, 5, 4)).astype(np.float32)
    y = batch_norm(Tensor(x), Tensor(np.ones(3, np.float32)), Tensor(np.zeros(3, np.float32)))
    assert y.data.dtype == np.float32
    agrees(y.data.std((0, 2, 3)), np.ones(3), 1e-3)
    agrees(y.data.mean((0, 2, 3)), np.zeros(3), 2e-3)


def test_norm_does_not_feel_a_scale_of_its_input() -> None:
    """The law of batch norm (but for ε): γ (cx − mean cx) / √var cx is that of x."""
    x, one, none = values(1, 20, 3, 4, 5), Tensor(np.ones(3)), Tensor(np.zeros(3))
    y, scaled = batch_norm(Tensor(x), one, none), batch_norm(Tensor(7 * x + 3), one, none)
    agrees(scaled.data, y.data, 1e-4)


@settings(max_examples=25, deadline=None)
@given(shape=distinct(2, least=2), scale=st.sampled_from([1, 1000]))
def test_cross_entropy_is_the_hand_written_one(shape: tuple[int, ...], scale: int) -> None:
    """Loss and gradient, also for scores of ±1000."""
    N, C = shape
    z, target = values(1, N, C, scale=scale), np.arange(N) % C
    leaf = Tensor(z)
    loss = cross_entropy(leaf, target)
    loss.backward()
    expected, gradient = by_hand(z, target)
    agrees(loss.data, expected)
    agrees(leaf.grad, gradient)


def test_convolution_is_linear() -> None:
    """conv(a x + b y) = a conv(x) + b conv(y)."""
    x, y, weight = values(1, 2, 3, 6, 5), values(2, 2, 3, 6, 5), Tensor(values(3, 4, 3, 3, 3))
    both = conv2d(Tensor(2 * x - 3 * y), weight).data
    agrees(both, 2 * conv2d(Tensor(x), weight).data - 3 * conv2d(Tensor(y), weight).data)


def network(image: tuple[int, int, int], seed: int = 0) -> Parameters:
    """Two blocks of 3 and 5 channels, and scores of 4 classes."""
    C, H, W = image
    wide = 5 * (H // 4) * (W // 4)
    return {
        "weight1": values(seed, 3, C, 3, 3),
        "gamma1": 1 + values(seed + 1, 3, scale=0.1),
        "beta1": values(seed + 2, 3),
        "weight2": values(seed + 3, 5, 3, 3, 3),
        "gamma2": 1 + values(seed + 4, 5, scale=0.1),
        "beta2": values(seed + 5, 5),
        "weight3": values(seed + 6, wide, 4),
        "bias3": values(seed + 7, 4),
    }


def test_a_cnn_has_the_gradient_of_its_loss() -> None:
    """By finite differences, every parameter."""
    x, target = values(9, 6, 2, 8, 4), np.array([0, 1, 2, 3, 1, 0])
    parameters = network((2, 8, 4))
    leaves = tensors(parameters)
    cross_entropy(cnn(x, leaves), target).backward()
    for name, array in parameters.items():
        expected = slope(
            lambda value, name=name: (
                cross_entropy(cnn(x, tensors(parameters | {name: value})), target).data
            ),
            array,
            1.0,
        )
        agrees(leaves[name].grad, expected, 1e-5)


def test_a_perceptron_has_the_gradient_of_its_loss() -> None:
    """Three layers, by finite differences."""
    parameters = {
        f"{kind}{layer + 1}": values(layer, *shape)
        for layer, (D, K) in enumerate([(3, 5), (5, 4), (4, 2)])
        for kind, shape in (("weight", (D, K)), ("bias", (K,)))
    }
    x, dy, leaves = values(7, 6, 3), values(8, 6, 2), tensors(parameters)
    mlp(x, leaves).backward(dy)
    for name, array in parameters.items():
        expected = slope(
            lambda value, name=name: mlp(x, tensors(parameters | {name: value})).data, array, dy
        )
        agrees(leaves[name].grad, expected, 1e-5)


def test_leaves_see_what_an_optimizer_steps_in_place() -> None:
    """They share the arrays."""
    parameters = {"weight": np.ones((2, 2))}
    leaves = tensors(parameters)
    parameters["weight"] -= 3
    agrees(leaves["weight"].data, np.full((2, 2), -2.0))


def test_channels_that_do_not_fit_are_told() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"must have 2 channels; given: \(4, 3, 3, 3\).*Axis 1"):
        conv2d(Tensor(np.ones((1, 2, 5, 5))), Tensor(np.ones((4, 3, 3, 3))))


def test_there_is_a_label_for_each_sample() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"shape \(2,\); given: \(3,\).*One each"):
        cross_entropy(Tensor(np.ones((2, 4))), np.array([0, 1, 2]))
