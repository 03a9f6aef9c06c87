"""Pooling against loops, PyTorch and finite differences; ties, padding and two in a row."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.layers import (
    average_pool2d,
    average_pool2d_backward,
    global_average_pool,
    global_average_pool_backward,
    max_pool2d,
    max_pool2d_backward,
)
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, slope, values

Two = tuple[int, int]
KERNELS = st.tuples(st.integers(1, 4), st.integers(1, 4))
STRIDES = st.tuples(st.integers(1, 3), st.integers(1, 3))


@settings(max_examples=25, deadline=None)
@given(distinct(4, 1, 6), KERNELS, STRIDES, st.booleans())
def test_they_are_the_definitions(
    sizes: tuple[int, ...], kernel: Two, stride: Two, padded: bool
) -> None:
    """Window by window, with windows that overlap and windows that leave pixels out."""
    N, C, more, extra = sizes
    x = values(1, N, C, 4 + more, 4 + extra)
    padding = (kernel[0] // 2, kernel[1] // 2) if padded else (0, 0)
    around = ((0, 0), (0, 0), (padding[0],) * 2, (padding[1],) * 2)
    least = np.pad(x, around, constant_values=-np.inf)
    zeros = np.pad(x, around)
    largest, _ = max_pool2d(x, kernel, stride=stride, padding=padding)
    mean, _ = average_pool2d(x, kernel, stride=stride, padding=padding)
    rows = (least.shape[2] - kernel[0]) // stride[0] + 1
    columns = (least.shape[3] - kernel[1]) // stride[1] + 1
    assert largest.shape == mean.shape == (N, C, rows, columns)
    for n, c, i, j in np.ndindex(largest.shape):
        top, left = i * stride[0], j * stride[1]
        place = (n, c, slice(top, top + kernel[0]), slice(left, left + kernel[1]))
        assert largest[n, c, i, j] == least[place].max()
        np.testing.assert_allclose(mean[n, c, i, j], zeros[place].mean(), atol=1e-12)


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(4, 1, 6), KERNELS, STRIDES, st.booleans())
def test_value_and_gradient_are_pytorchs(
    sizes: tuple[int, ...], kernel: Two, stride: Two, padded: bool
) -> None:
    """Also where values tie: numbers are rounded, so that most windows have equal maxima."""
    import torch

    N, C, more, extra = sizes
    x = np.round(values(1, N, C, 4 + more, 4 + extra))
    padding = (kernel[0] // 2, kernel[1] // 2) if padded else (0, 0)
    for ours, back, theirs in (
        (max_pool2d, max_pool2d_backward, torch.nn.functional.max_pool2d),
        (average_pool2d, average_pool2d_backward, torch.nn.functional.avg_pool2d),
    ):
        y, cache = ours(x, kernel, stride=stride, padding=padding)
        their_x = torch.tensor(x, requires_grad=True)
        expected = theirs(their_x, kernel, stride, padding)
        dy = values(2, *y.shape)
        expected.backward(torch.tensor(dy))
        agrees(y, expected.detach().numpy(), 1e-12)
        assert their_x.grad is not None
        agrees(back(dy, cache), their_x.grad.numpy(), 1e-12)


def test_gradients_are_slopes() -> None:
    """Overlapping windows, so that one pixel may win in several."""
    x = values(1, 2, 3, 5, 7)
    y, cache = max_pool2d(x, (3, 2), stride=(1, 2), padding=1)
    dy = values(2, *y.shape)
    moved = slope(lambda x: max_pool2d(x, (3, 2), stride=(1, 2), padding=1)[0], x, dy)
    agrees(max_pool2d_backward(dy, cache), moved)
    y, shared = average_pool2d(x, (3, 2), stride=(1, 2), padding=1)
    moved = slope(lambda x: average_pool2d(x, (3, 2), stride=(1, 2), padding=1)[0], x, dy)
    agrees(average_pool2d_backward(dy, shared), moved)
    mean, shape = global_average_pool(x)
    dmean = values(3, *mean.shape)
    agrees(
        global_average_pool_backward(dmean, shape),
        slope(lambda x: global_average_pool(x)[0], x, dmean),
    )


def test_the_worked_example() -> None:
    """2×2 with stride 2."""
    x = np.array([[1, 3, 2, 4], [5, 6, 7, 8], [3, 2, 1, 0], [1, 2, 3, 4]])[None, None]
    y, (_, _, winner) = max_pool2d(x, 2)
    agrees(y[0, 0], np.array([[6.0, 8.0], [3.0, 4.0]]), 0)
    agrees(winner[0, 0], np.array([[3, 3], [0, 3]]), 0)
    agrees(average_pool2d(x, 2)[0][0, 0], np.array([[3.75, 5.25], [2.0, 2.0]]), 0)


@pytest.mark.parametrize("size", [4, 5, 6, 7, 8, 222])
def test_two_small_poolings_are_one_large(size: int) -> None:
    """For every size, maximum and average: the floors drop the same last rows."""
    x = values(size, 1, 2, size, size + 3)
    twice = max_pool2d(max_pool2d(x, 2)[0], 2)[0]
    agrees(twice, max_pool2d(x, 4)[0], 0)
    mean = average_pool2d(average_pool2d(x, 2)[0], 2)[0]
    agrees(mean, average_pool2d(x, 4)[0], 1e-12)


@pytest.mark.torch
@pytest.mark.parametrize(("size", "same"), [(5, True), (6, True), (7, False), (8, True)])
def test_an_average_that_keeps_short_windows_minds_three_left_over(size: int, same: bool) -> None:
    """In ceil mode a mean of means forgets how many each was of; the maximum never minds."""
    import torch

    F = torch.nn.functional
    x = torch.tensor(values(1, 1, 1, size, size))
    twice = F.avg_pool2d(F.avg_pool2d(x, 2, ceil_mode=True), 2, ceil_mode=True)
    assert bool(torch.allclose(twice, F.avg_pool2d(x, 4, ceil_mode=True))) is same
    twice = F.max_pool2d(F.max_pool2d(x, 2, ceil_mode=True), 2, ceil_mode=True)
    assert torch.equal(twice, F.max_pool2d(x, 4, ceil_mode=True))


def test_of_equal_maxima_the_first_wins() -> None:
    """All the gradient goes to it, and none to the others."""
    y, cache = max_pool2d(np.ones((1, 1, 4, 4)), 2)
    dx = max_pool2d_backward(np.full_like(y, 5), cache)
    expected = np.zeros((4, 4))
    expected[::2, ::2] = 5
    agrees(dx[0, 0], expected, 0)


def test_padding_never_wins() -> None:
    """Around negative activations a padding of zeros would."""
    x = -1 - np.abs(values(1, 2, 3, 4, 4))
    y, _ = max_pool2d(x, 3, stride=1, padding=1)
    assert y.max() < 0
    assert y.shape == x.shape


def test_zeros_of_the_padding_count_in_the_average() -> None:
    """A corner of ones is 4/9 under a window of 3×3."""
    y, _ = average_pool2d(np.ones((1, 1, 3, 3)), 3, stride=1, padding=1)
    agrees(y[0, 0] * 9, np.array([[4.0, 6, 4], [6, 9, 6], [4, 6, 4]]), 1e-12)


def test_a_shift_of_the_values_shifts_the_outputs() -> None:
    """The maximum also commutes with every monotone map; the average is linear."""
    x, z = values(1, 2, 3, 6, 5), values(2, 2, 3, 6, 5)
    agrees(max_pool2d(x + 3, 2)[0], max_pool2d(x, 2)[0] + 3, 1e-12)
    agrees(max_pool2d(np.exp(x), 2)[0], np.exp(max_pool2d(x, 2)[0]), 1e-12)
    both = 2 * average_pool2d(x, 2)[0] - average_pool2d(z, 2)[0]
    agrees(average_pool2d(2 * x - z, 2)[0], both, 1e-12)


def test_the_gradient_arrives_whole() -> None:
    """Without padding, what comes down sums to what was sent."""
    x = values(1, 2, 3, 8, 6)
    for pool, back in (
        (max_pool2d, max_pool2d_backward),
        (average_pool2d, average_pool2d_backward),
    ):
        y, cache = pool(x, 2)
        dy = values(2, *y.shape)
        agrees(back(dy, cache).sum(axis=(2, 3)), dy.sum(axis=(2, 3)), 1e-12)


def test_a_global_average_is_one_window_as_large_as_the_image() -> None:
    """And a nan is not hidden by any of them."""
    x = values(1, 2, 3, 4, 5)
    agrees(global_average_pool(x)[0], average_pool2d(x, (4, 5))[0][..., 0, 0], 1e-12)
    x[0, 0, 1, 1] = np.nan
    assert np.isnan(global_average_pool(x)[0]).sum() == 1
    assert np.isnan(max_pool2d(x, 2)[0]).sum() == 1
    assert np.isnan(average_pool2d(x, 2)[0]).sum() == 1


@pytest.mark.parametrize("kind", [np.float32, np.float16])
def test_small_types_stay_and_stay_close(kind: type) -> None:
    """A channel of 90,000 values of 100 has a sum that float16 cannot hold."""
    x = np.full((1, 2, 300, 300), 100, dtype=kind)
    for y in (max_pool2d(x, 3)[0], average_pool2d(x, 100)[0], global_average_pool(x)[0]):
        assert y.dtype == kind
        assert (y == 100).all()
    y, cache = max_pool2d(x, 3)
    assert max_pool2d_backward(y, cache).dtype == kind
    y, shared = average_pool2d(x, 3)
    assert average_pool2d_backward(y, shared).dtype == kind
    mean, shape = global_average_pool(x)
    assert global_average_pool_backward(mean, shape).dtype == kind


def test_a_wrong_shape_is_told_with_its_fix() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"x must have shape \(N, C, H, W\).*\(4, 4\).*x\[None\]"):
        max_pool2d(values(1, 4, 4), 2)
    with pytest.raises(ShapeError, match=r"at most half the kernel.*\(2, 2\).*nothing but padding"):
        average_pool2d(values(1, 1, 1, 4, 4), 2, padding=2)
