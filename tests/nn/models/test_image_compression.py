"""Codes in bits."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.models import CodeQuantizer, pca, psnr, rate_distortion
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, values


@settings(max_examples=25, deadline=None)
@given(shape=distinct(2, least=2, most=9), bits=st.integers(1, 10))
def test_steps_are_those_of_a_slow_loop(shape: tuple[int, int], bits: int) -> None:
    """The nearest of 2ᵇ places between the least and the largest of each unit."""
    codes = values(1, *shape)
    quantizer = CodeQuantizer.of(codes, bits)
    steps = quantizer.quantize(codes)
    for k in range(shape[1]):
        places = np.linspace(codes[:, k].min(), codes[:, k].max(), 2**bits)
        for n in range(shape[0]):
            nearest = np.abs(places - codes[n, k])
            assert nearest[steps[n, k]] == pytest.approx(nearest.min(), abs=1e-12)
            agrees(quantizer.dequantize(steps)[n, k], places[steps[n, k]])


@pytest.mark.parametrize("bits", [2, 4, 6])
def test_rounding_errs_by_a_twelfth_of_the_square_of_a_step(bits: int) -> None:
    """For evenly spread codes, as long as there are many."""
    codes = np.random.default_rng(0).uniform(-1, 3, (20_000, 1))
    quantizer = CodeQuantizer.of(codes, bits)
    error = quantizer.dequantize(quantizer.quantize(codes)) - codes
    step = 4 / (2**bits - 1)
    assert (error**2).mean() == pytest.approx(step**2 / 12, rel=0.05)
    assert np.abs(error).max() <= step / 2 + 1e-9


def test_what_was_rounded_once_stays() -> None:
    """The law of a quantizer: it is idempotent."""
    codes = values(1, 30, 4)
    quantizer = CodeQuantizer.of(codes, 3)
    steps = quantizer.quantize(codes)
    assert (quantizer.quantize(quantizer.dequantize(steps)) == steps).all()


def test_beyond_the_range_it_is_clipped() -> None:
    """The receiver knows the range of the training images only."""
    quantizer = CodeQuantizer.of(np.array([[0.0], [1.0]]), 4)
    assert quantizer.quantize(np.array([[-5.0], [9.0]])).ravel().tolist() == [0, 15]


def test_a_unit_that_never_moves_costs_no_nan() -> None:
    """Its range is 0: step 0, and its value comes back."""
    codes = np.column_stack([np.full(5, 2.5), values(1, 5)])
    quantizer = CodeQuantizer.of(codes, 4)
    steps = quantizer.quantize(codes)
    assert (steps[:, 0] == 0).all()
    agrees(quantizer.dequantize(steps)[:, 0], np.full(5, 2.5))


def test_decibels() -> None:
    """A hundredth of the peak squared is 20 dB; ten times the peak is as many more."""
    assert psnr(0.01) == pytest.approx(20)
    assert psnr(0.01, peak=10) == pytest.approx(40)
    assert psnr(0) == float("inf")


def test_more_bits_cost_more_and_err_less_down_to_the_code() -> None:
    """Rate–distortion of PCA codes: the end is the error of the code itself."""
    x = values(1, 80, 6) @ values(2, 6, 6)
    codec = pca(x, 3)
    rates, errors = zip(
        *(rate_distortion(codec, x, x, bits) for bits in (1, 2, 4, 8, 12)), strict=True
    )
    assert rates == (3, 6, 12, 24, 36)
    assert list(errors) == sorted(errors, reverse=True)
    agrees(errors[-1], codec.anomaly_score(x).mean(), 1e-4)


def test_float32_codes_stay_float32() -> None:
    """What is received has the type that was coded."""
    codes = values(1, 5, 2).astype(np.float32)
    quantizer = CodeQuantizer.of(codes, 5)
    assert quantizer.dequantize(quantizer.quantize(codes)).dtype == np.float32


def test_impossible_bits_are_told() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"from 1 to 16; given: 0\. For each unit"):
        CodeQuantizer.of(np.ones((3, 2)), 0)
    with pytest.raises(ShapeError, match="not be negative"):
        psnr(-1)
