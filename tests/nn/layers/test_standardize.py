"""Standardizing along any axes, where one pass would fail."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.layers import standardize, standardize_backward

from ..oracle import agrees, distinct, slope, values

AXES = st.sets(st.integers(0, 2), min_size=1).map(sorted).map(tuple)


@settings(max_examples=25, deadline=None)
@given(distinct(3, 2), AXES)
def test_means_are_0_and_variances_1(sizes: tuple[int, ...], axes: tuple[int, ...]) -> None:
    """But for ε; and mean and variance are NumPy's."""
    x = values(1, *sizes, scale=5.0) + 3
    x_hat, inverse, mean, variance = standardize(x, axes, 1e-12)
    agrees(x_hat.mean(axis=axes), np.zeros(x_hat.mean(axis=axes).shape), 1e-9)
    agrees(x_hat.var(axis=axes), np.ones(x_hat.var(axis=axes).shape), 1e-6)
    agrees(mean, x.mean(axis=axes, keepdims=True), 1e-12)
    agrees(variance, x.var(axis=axes, keepdims=True), 1e-12)
    agrees(inverse, 1 / np.sqrt(variance + 1e-12), 1e-12)


@settings(max_examples=25, deadline=None)
@given(distinct(3, 1, 5), AXES)
def test_its_gradient_is_the_slope(sizes: tuple[int, ...], axes: tuple[int, ...]) -> None:
    """Through both statistics; one value alone moves nothing."""
    x, dy = values(1, *sizes), values(2, *sizes)
    x_hat, inverse, _, _ = standardize(x, axes, 0.1)
    dx = standardize_backward(dy, x_hat, inverse, axes)
    agrees(dx, slope(lambda x: standardize(x, axes, 0.1)[0], x, dy))
    agrees(dx.sum(axis=axes), np.zeros(dx.sum(axis=axes).shape), 1e-9)


@pytest.mark.parametrize("axes", [(0,), (1,), (0, 1)])
def test_a_large_mean_does_not_swallow_the_variance(axes: tuple[int, ...]) -> None:
    """Mean 10,000, variance 1 in float32: the mean of squares minus the squared mean is noise."""
    x = (values(1, 300, 400) + 10_000).astype(np.float32)
    x_hat, _, mean, variance = standardize(x, axes)
    truth = x.astype(np.float64)
    assert x_hat.dtype == mean.dtype == variance.dtype == np.float32
    np.testing.assert_allclose(variance, truth.var(axis=axes, keepdims=True), rtol=1e-3)
    expected = truth - truth.mean(axis=axes, keepdims=True)
    expected /= np.sqrt(truth.var(axis=axes, keepdims=True) + 1e-5)
    np.testing.assert_allclose(x_hat, expected, atol=2e-3)
    trap = (x * x).mean(axis=axes) - x.mean(axis=axes) ** 2
    assert np.abs(trap - truth.var(axis=axes)).max() > 0.5


def test_equal_values_become_0() -> None:
    """ε keeps the division from being 0/0; the gradient stays finite."""
    x = np.full((4, 3), 7.0)
    x_hat, inverse, _, _ = standardize(x, (0,))
    agrees(x_hat, np.zeros((4, 3)), 0)
    assert np.isfinite(standardize_backward(values(1, 4, 3), x_hat, inverse, (0,))).all()


def test_float16_comes_back_as_float32() -> None:
    """Its squares overflow from 256."""
    x = (values(1, 50, 3, scale=1000.0)).astype(np.float16)
    x_hat, _, _, variance = standardize(x, (0,))
    assert x_hat.dtype == np.float32
    np.testing.assert_allclose(variance[0], x.astype(np.float64).var(axis=0), rtol=1e-4)
