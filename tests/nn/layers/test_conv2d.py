"""Convolution against a loop written from the definition, PyTorch and finite differences."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.layers import conv2d, conv2d_backward
from heldout.nn.shapes import Array, ShapeError

from ..oracle import agrees, distinct, slope, values

Two = tuple[int, int]
PAIRS = st.tuples(st.integers(1, 3), st.integers(1, 3))
PADDINGS = st.tuples(st.integers(0, 2), st.integers(0, 2))


def slow(x: Array, weight: Array, bias: Array, stride: Two, padding: Two, dilation: Two) -> Array:
    """The sum of the definition, one number at a time."""
    N, C, H, W = x.shape
    outputs, _, A, B = weight.shape
    rows = (H + 2 * padding[0] - dilation[0] * (A - 1) - 1) // stride[0] + 1
    columns = (W + 2 * padding[1] - dilation[1] * (B - 1) - 1) // stride[1] + 1
    y = np.zeros((N, outputs, rows, columns))
    for n, o, i, j in np.ndindex(y.shape):
        y[n, o, i, j] = bias[o]
        for c, a, b in np.ndindex(C, A, B):
            h = i * stride[0] + a * dilation[0] - padding[0]
            w = j * stride[1] + b * dilation[1] - padding[1]
            if 0 <= h < H and 0 <= w < W:
                y[n, o, i, j] += weight[o, c, a, b] * x[n, c, h, w]
    return y


@settings(max_examples=25, deadline=None)
@given(distinct(4, 1, 4), st.permutations([2, 3]), PAIRS, PADDINGS, PAIRS)
def test_it_is_the_definition(
    sizes: tuple[int, ...], kernel: list[int], stride: Two, padding: Two, dilation: Two
) -> None:
    """Any stride, padding and dilation, another for height than for width."""
    N, C, outputs, more = sizes
    x, weight = values(1, N, C, 7 + more, 8 + N), values(2, outputs, C, *kernel)
    bias = values(3, outputs)
    y, _ = conv2d(x, weight, bias, stride=stride, padding=padding, dilation=dilation)
    agrees(y, slow(x, weight, bias, stride, padding, dilation), 1e-12)


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(4, 1, 5), PAIRS, PADDINGS, PAIRS)
def test_value_and_gradients_are_pytorchs(
    sizes: tuple[int, ...], stride: Two, padding: Two, dilation: Two
) -> None:
    """In float64, for random shapes."""
    import torch

    N, C, outputs, more = sizes
    given_ = values(1, N, C, 8 + more, 7 + N), values(2, outputs, C, 3, 2), values(3, outputs)
    settings_ = {"stride": stride, "padding": padding, "dilation": dilation}
    y, cache = conv2d(*given_, **settings_)
    theirs = [torch.tensor(array, requires_grad=True) for array in given_]
    expected = torch.nn.functional.conv2d(*theirs, **settings_)
    dy = values(4, *y.shape)
    expected.backward(torch.tensor(dy))
    agrees(y, expected.detach().numpy(), 1e-12)
    for ours, their in zip(conv2d_backward(dy, cache), theirs, strict=True):
        assert their.grad is not None
        agrees(ours, their.grad.numpy(), 1e-11)


def test_gradients_are_slopes() -> None:
    """By x, weight and bias, with everything unequal."""
    x, weight, bias = values(1, 2, 3, 6, 7), values(2, 4, 3, 2, 3), values(3, 4)
    how = {"stride": (2, 1), "padding": (1, 2), "dilation": (1, 2)}
    y, cache = conv2d(x, weight, bias, **how)
    dy = values(4, *y.shape)
    dx, dweight, dbias = conv2d_backward(dy, cache)
    agrees(dx, slope(lambda x: conv2d(x, weight, bias, **how)[0], x, dy))
    agrees(dweight, slope(lambda weight: conv2d(x, weight, bias, **how)[0], weight, dy))
    agrees(dbias, slope(lambda bias: conv2d(x, weight, bias, **how)[0], bias, dy))


def test_the_worked_example_is_not_flipped() -> None:
    """A kernel that is not symmetric tells cross-correlation from the mathematical convolution."""
    rows = [[1, 0, 2, 1, 0], [0, 3, 1, 0, 2], [2, 1, 0, 1, 1], [1, 0, 2, 3, 0], [0, 1, 1, 0, 2]]
    x = np.array(rows)[None, None]
    weight = np.array([[[[1.0, 0.0], [-1.0, 1.0]]]])
    y, _ = conv2d(x, weight, np.zeros(1))
    expected = [[4, -2, 1, 3], [-1, 2, 2, 0], [1, 3, 1, -2], [2, 0, 1, 5]]
    agrees(y[0, 0], np.array(expected, dtype=float), 0)


def test_it_is_linear_in_the_image_and_in_the_weight() -> None:
    """Without a bias, of a sum it makes the sum."""
    a, b = values(1, 2, 3, 6, 5), values(2, 2, 3, 6, 5)
    v, w = values(3, 4, 3, 2, 3), values(4, 4, 3, 2, 3)
    none = np.zeros(4)
    agrees(conv2d(2 * a - b, w, none)[0], 2 * conv2d(a, w, none)[0] - conv2d(b, w, none)[0], 1e-12)
    agrees(conv2d(a, v + 3 * w, none)[0], conv2d(a, v, none)[0] + 3 * conv2d(a, w, none)[0], 1e-12)


def test_moving_the_image_moves_the_output() -> None:
    """Equivariance: what is seen one place to the right is said one place to the right."""
    x = values(1, 1, 2, 6, 9)
    weight, bias = values(2, 3, 2, 3, 3), values(3, 3)
    agrees(conv2d(x[..., 1:], weight, bias)[0], conv2d(x, weight, bias)[0][..., 1:], 1e-12)


def test_a_kernel_of_one_is_a_dense_layer_at_every_pixel() -> None:
    """1×1 mixes channels and sees no neighbours."""
    x, weight, bias = values(1, 2, 3, 4, 5), values(2, 6, 3, 1, 1), values(3, 6)
    expected = x.transpose(0, 2, 3, 1) @ weight[:, :, 0, 0].T + bias
    agrees(conv2d(x, weight, bias)[0], expected.transpose(0, 3, 1, 2), 1e-12)


def test_one_image_of_one_pixel() -> None:
    """The smallest there is."""
    x, weight = np.full((1, 1, 1, 1), 3.0), np.full((1, 1, 1, 1), 2.0)
    y, cache = conv2d(x, weight, np.ones(1))
    assert y.item() == 7
    assert [g.item() for g in conv2d_backward(np.ones_like(y), cache)] == [2, 3, 1]


@pytest.mark.parametrize(("kind", "close"), [(np.float32, 1e-5), (np.float16, 1e-2)])
def test_small_types_stay_and_stay_close(kind: type, close: float) -> None:
    """Also the gradients; float16 is summed in float32, or 3,060 products would lose digits."""
    x, weight, bias = values(1, 2, 340, 5, 4), values(2, 3, 340, 3, 3, scale=0.02), values(3, 3)
    small = [array.astype(kind) for array in (x, weight, bias)]
    y, cache = conv2d(*small, padding=1)
    exact, exact_cache = conv2d(*(array.astype(np.float64) for array in small), padding=1)
    dy = values(4, *y.shape).astype(kind)
    for ours, truth in zip(
        (y, *conv2d_backward(dy, cache)),
        (exact, *conv2d_backward(dy.astype(np.float64), exact_cache)),
        strict=True,
    ):
        assert ours.dtype == kind
        np.testing.assert_allclose(ours, truth, rtol=close, atol=close)


def test_a_float16_sum_beyond_2048_is_right() -> None:
    """In float16, 2,048 + 1 is 2,048: four thousand ones summed there would stop half-way."""
    y, _ = conv2d(
        np.ones((1, 4000, 1, 1), np.float16),
        np.ones((1, 4000, 1, 1), np.float16),
        np.zeros(1, np.float16),
    )
    assert y.item() == 4000


def test_integers_become_float64() -> None:
    """Pixels from 0 to 255 do not overflow their byte."""
    x = np.full((1, 1, 2, 2), 255, dtype=np.uint8)
    y, _ = conv2d(x, np.ones((1, 1, 2, 2)), np.zeros(1))
    assert y.dtype == np.float64
    assert y.item() == 1020


def test_nothing_given_is_changed() -> None:
    """Neither by the way there nor by the way back."""
    x, weight, bias = values(1, 2, 3, 5, 4), values(2, 2, 3, 2, 2), values(3, 2)
    kept = x.copy(), weight.copy(), bias.copy()
    y, cache = conv2d(x, weight, bias)
    y_kept = y.copy()
    conv2d_backward(y, cache)
    for now, before in zip((x, weight, bias, y), (*kept, y_kept), strict=True):
        agrees(now, before, 0)


def test_a_wrong_shape_is_told_with_its_fix() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"weight must have 3 channels.*\(4, 5, 2, 2\).*transpose"):
        conv2d(values(1, 2, 3, 5, 6), values(2, 4, 5, 2, 2), values(3, 4))
    with pytest.raises(ShapeError, match=r"bias must have shape \(4,\).*\(3,\)"):
        conv2d(values(1, 2, 3, 5, 6), values(2, 4, 3, 2, 2), values(3, 3))
    with pytest.raises(
        ShapeError, match=r"x must have shape \(N, C, H, W\).*\(3, 5, 6\).*x\[None\]"
    ):
        conv2d(values(1, 3, 5, 6), values(2, 4, 3, 2, 2), values(3, 4))
    with pytest.raises(ShapeError, match="must hold a window of 9"):
        conv2d(values(1, 1, 1, 8, 8), values(2, 1, 1, 3, 3), values(3, 1), dilation=4)
