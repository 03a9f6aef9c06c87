"""int8 and back: against PyTorch, within half a step, and in whole numbers."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.shapes import ShapeError
from heldout.nn.training import dequantize, quantize, quantized_dense, stored_bytes

from ..oracle import agrees, distinct, values

AXES = st.sampled_from([None, 0, 1, -1])


@settings(max_examples=50, deadline=None)
@given(distinct(2), AXES, st.booleans(), st.floats(-5, 5), st.integers(0, 99))
def test_the_error_is_half_a_step_at_most(
    sizes: tuple[int, int], axis: int | None, symmetric: bool, centre: float, seed: int
) -> None:
    """For any range, wherever it lies; a step is a 255th of it, or the largest over 127."""
    x = values(seed, *sizes) + centre
    q = quantize(x, axis, symmetric=symmetric)
    assert q.values.dtype == np.int8
    assert q.values.shape == x.shape
    assert (np.abs(dequantize(q) - x) <= q.scale / 2 * (1 + 1e-9)).all()
    others = {None: None, 0: 1, 1: 0, -1: 0}[axis]
    low = np.minimum(x.min(axis=others, keepdims=True), 0)
    high = np.maximum(x.max(axis=others, keepdims=True), 0)
    agrees(q.scale, np.maximum(high, -low) / 127 if symmetric else (high - low) / 255, 1e-12)


@pytest.mark.torch
@settings(max_examples=25, deadline=None)
@given(distinct(2), st.integers(0, 99))
def test_the_integers_are_those_of_pytorch(sizes: tuple[int, int], seed: int) -> None:
    """Rounded and clipped as its fake quantization does, for these scales and zero points."""
    import torch

    x = values(seed, *sizes).astype(np.float32)
    whole, channels = quantize(x), quantize(x, axis=1)
    theirs = torch.fake_quantize_per_tensor_affine(
        torch.tensor(x), float(whole.scale.item()), int(whole.zero_point.item()), -128, 127
    )
    agrees(dequantize(whole), theirs.numpy(), 1e-5)
    theirs = torch.fake_quantize_per_channel_affine(
        torch.tensor(x),
        torch.tensor(channels.scale.ravel()),
        torch.tensor(channels.zero_point.ravel()),
        1,
        -128,
        127,
    )
    agrees(dequantize(channels), theirs.numpy(), 1e-5)


@settings(max_examples=25, deadline=None)
@given(distinct(2), AXES, st.booleans(), st.floats(-9, 9), st.integers(0, 9))
def test_zero_is_exact(
    sizes: tuple[int, int], axis: int | None, symmetric: bool, centre: float, seed: int
) -> None:
    """Padding and dead units stay 0, also where all other numbers are far from it."""
    x = values(seed, *sizes) + centre
    x[0] = 0
    assert not dequantize(quantize(x, axis, symmetric=symmetric))[0].any()


def test_the_ends_of_the_range_are_used() -> None:
    """−128 and 127 when affine; −127 and 127, with the zero point at 0, when symmetric."""
    x = np.array([[-3.0, 0.0, 9.0]])
    q = quantize(x)
    assert (q.values.min(), q.values.max()) == (-128, 127)
    assert q.zero_point == -128 + round(3 / (12 / 255))
    q = quantize(x, symmetric=True)
    assert (q.values.max(), q.zero_point) == (127, 0)
    assert quantize(-x, symmetric=True).values.min() == -127


def test_scaling_changes_the_scale_only() -> None:
    """And what is quantized already comes back as it is."""
    x = values(0, 4, 5)
    one, eight = quantize(x, 1), quantize(8 * x, 1)
    assert np.array_equal(one.values, eight.values)
    agrees(eight.scale, 8 * one.scale, 1e-12)
    agrees(dequantize(quantize(dequantize(one), 1)), dequantize(one), 1e-12)


def test_a_channel_has_its_own_steps() -> None:
    """A small one beside a large one is lost per tensor, and kept per channel."""
    x = values(0, 50, 2) * [1000, 0.1]
    tensor = np.abs(dequantize(quantize(x)) - x)[:, 1].max()
    channel = np.abs(dequantize(quantize(x, axis=1)) - x)[:, 1].max()
    assert tensor > 0.1
    assert channel < 0.002


@settings(max_examples=25, deadline=None)
@given(distinct(3), st.booleans(), st.booleans(), st.integers(0, 9))
def test_whole_numbers_give_the_product_of_what_they_stand_for(
    sizes: tuple[int, ...], per_channel: bool, symmetric: bool, seed: int
) -> None:
    """The dense layer in int32 is the dense layer of the dequantized arrays."""
    N, D, K = sizes
    x, weight, bias = values(seed, N, D) + 1, values(seed + 1, D, K), values(seed + 2, K)
    qx = quantize(x)
    qw = quantize(weight, axis=1 if per_channel else None, symmetric=symmetric)
    exact = dequantize(qx) @ dequantize(qw) + bias
    agrees(quantized_dense(qx, qw, bias), exact, 1e-10)
    bound = D * (qx.scale / 2 * np.abs(weight).max() + qw.scale / 2 * (np.abs(x).max() + qx.scale))
    assert (np.abs(exact - (x @ weight + bias)) <= bound).all()


def test_products_do_not_wrap_around() -> None:
    """A thousand products of 127 and 127, which int8 makes 1 of each."""
    x, weight = np.full((1, 1000), 5.0), np.full((1000, 2), 3.0)
    said = quantized_dense(quantize(x), quantize(weight, symmetric=True), np.zeros(2))
    agrees(said, np.full((1, 2), 15000.0), 1e-9)


@pytest.mark.parametrize("dtype", [np.float16, np.float32, np.float64])
def test_the_type_comes_back(dtype: type[np.floating]) -> None:
    """Also where the range itself exceeds float16."""
    x = np.array([[-60000, 0, 60000]], dtype)
    q = quantize(x)
    assert dequantize(q).dtype == dtype
    assert q.scale.dtype == np.result_type(dtype, np.float32)
    agrees(dequantize(q).astype(float), x.astype(float), 0.01)
    small = values(0, 3, 4).astype(dtype)
    said = quantized_dense(quantize(small), quantize(small.T, 1), np.zeros(3, dtype))
    assert said.dtype == dtype


def test_float64_to_its_limits() -> None:
    """The range is taken in two parts, since their difference may overflow."""
    x = np.array([-1.7e308, 1.7e308])
    agrees(dequantize(quantize(x)), x, 0.01)


@pytest.mark.parametrize("constant", [0.0, 7.0, -7.0])
def test_a_constant_is_exact(constant: float) -> None:
    """All zeros have no range: any scale will do; other constants are an end of theirs."""
    x = np.full((2, 3), constant)
    for axis in (None, 0):
        agrees(dequantize(quantize(x, axis)), x, 1e-12)
        agrees(dequantize(quantize(x, axis, symmetric=True)), x, 1e-12)


def test_the_bytes() -> None:
    """One for each value, five for each scale and zero point: a quarter of float32 and a little."""
    x = values(0, 64, 32).astype(np.float32)
    assert stored_bytes(quantize(x)) == 64 * 32 + 5
    assert stored_bytes(quantize(x, axis=1)) == 64 * 32 + 5 * 32
    assert x.nbytes / stored_bytes(quantize(x)) == pytest.approx(4, abs=0.01)


def test_what_does_not_fit_is_refused() -> None:
    """With what must hold, what was given and what to do."""
    x, weight = quantize(values(0, 2, 3)), quantize(values(1, 3, 4))
    with pytest.raises(
        ShapeError, match=r"weight \(D, K\); given: \(2, 3\) and \(4, 3\)\. PyTorch"
    ):
        quantized_dense(x, quantize(values(1, 4, 3)), np.zeros(3))
    with pytest.raises(ShapeError, match="summed axis D"):
        quantized_dense(x, quantize(values(1, 3, 4), axis=0), np.zeros(4))
    with pytest.raises(ShapeError, match="summed axis D"):
        quantized_dense(quantize(values(0, 2, 3), axis=0), weight, np.zeros(4))
    wide, tall = quantize(np.zeros((1, 33_026))), quantize(np.zeros((33_026, 1)))
    with pytest.raises(ShapeError, match="at most 33,025"):
        quantized_dense(wide, tall, np.zeros(1))
    with pytest.raises(ShapeError, match=r"x must be finite; given: nan or ∞"):
        quantize(np.array([1.0, np.inf]))
    with pytest.raises(ShapeError, match="a number or more"):
        quantize(np.zeros((0, 3)))
