"""The normal density, its slope, and the share below a value."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy import special, stats

from heldout.nn.activations import (
    erf,
    normal_cdf,
    normal_log_pdf,
    normal_pdf,
    normal_pdf_derivative,
)
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, slope, values


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 99), st.floats(-5, 5), st.floats(0.1, 5))
def test_it_is_scipys(seed: int, mean: float, std: float) -> None:
    """Density, its logarithm, and the share below; relatively, far out too."""
    x = values(seed, 3, 4, scale=6)
    for ours, theirs in (
        (normal_pdf(x, mean, std), stats.norm.pdf(x, mean, std)),
        (normal_log_pdf(x, mean, std), stats.norm.logpdf(x, mean, std)),
        (normal_cdf(x, mean, std), stats.norm.cdf(x, mean, std)),
        (erf(x), special.erf(x)),
    ):
        np.testing.assert_allclose(ours, theirs, rtol=1e-11, atol=1e-300)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 99), st.floats(-2, 2), st.floats(0.5, 3))
def test_finite_differences(seed: int, mean: float, std: float) -> None:
    """The slope of the share is the density, and that of the density the derivative."""
    x = values(seed, 7)
    agrees(normal_pdf(x, mean, std), slope(lambda x: normal_cdf(x, mean, std), x, 1.0), 1e-8)
    agrees(
        normal_pdf_derivative(x, mean, std), slope(lambda x: normal_pdf(x, mean, std), x, 1.0), 1e-8
    )


def test_the_values_of_a_hand_calculation() -> None:
    """0.398942 at 0, and the slope −0.241971 at 1."""
    assert normal_pdf(np.array(0.0)) == pytest.approx(0.398942, abs=5e-7)
    assert normal_pdf_derivative(np.array(1.0)) == pytest.approx(-0.241971, abs=5e-7)


def test_the_area_is_one_for_any_width() -> None:
    """By the trapezoidal rule, which is exact here to all digits."""
    x = np.linspace(-60, 60, 6001)
    for std in (0.3, 1.0, 4.0):
        assert normal_pdf(x, 1.0, std).sum() * 0.02 == pytest.approx(1, abs=1e-12)


def test_shares_from_both_ends_add_to_one() -> None:
    """Φ(−x) = 1 − Φ(x), and erf is odd."""
    x = values(1, 50, scale=2)
    agrees(normal_cdf(x) + normal_cdf(-x), np.ones(50), 1e-15)
    agrees(erf(-x), -erf(x), 0)


def test_far_out_the_digits_stay() -> None:
    """Φ(−37) is 4.6e-300, not 0; log φ(50) is −1250.9 where φ is 0."""
    assert normal_cdf(np.array(-37.0)) == pytest.approx(stats.norm.cdf(-37.0), rel=1e-11)
    assert normal_pdf(np.array(50.0)) == 0
    assert normal_log_pdf(np.array(50.0)) == pytest.approx(-1250.9189, abs=1e-4)


def test_small_types_stay_and_stay_right() -> None:
    """300, whose square is beyond float16, among them."""
    for dtype in (np.float16, np.float32):
        x = np.array([-300, -3, 0, 0.5, 300], dtype=dtype)
        for f in (erf, normal_pdf, normal_pdf_derivative, normal_cdf, normal_log_pdf):
            assert f(x).dtype == dtype
            near = 4 * float(np.finfo(dtype).eps)
            np.testing.assert_allclose(f(x), f(x.astype(np.float64)), rtol=near, atol=near)


def test_a_width_that_is_none_is_told() -> None:
    """With what must hold, what was given, and the fix."""
    with pytest.raises(ShapeError, match=r"std must be above 0; given: 0.*variance"):
        normal_pdf(np.zeros(2), std=0)
    with pytest.raises(ShapeError, match="std must be above 0"):
        normal_cdf(np.zeros(2), std=-1)
