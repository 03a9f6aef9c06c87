"""Noise on the inputs is ridge."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from scipy import stats
from sklearn.linear_model import LinearRegression, Ridge

from heldout.nn.regularizers import add_noise, noise_as_ridge
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, values


def test_least_squares_on_many_noisy_copies_is_ridge() -> None:
    """With λ = Nσ²; 4,000 copies of 40 samples."""
    x, rng = values(0, 40, 3), np.random.default_rng(1)
    y = x @ np.array([1.0, -2.0, 0.5]) + 0.2 * values(2, 40)
    copies = np.concatenate([add_noise(x, 0.5, rng) for _ in range(4000)])
    noisy = LinearRegression(fit_intercept=False).fit(copies, np.tile(y, 4000)).coef_
    ridge = Ridge(noise_as_ridge(40, 0.5), fit_intercept=False).fit(x, y).coef_
    plain = LinearRegression(fit_intercept=False).fit(x, y).coef_
    agrees(noisy, ridge, 0.005)
    assert np.linalg.norm(ridge) < 0.9 * np.linalg.norm(plain)


def test_the_noise_is_normal_and_new_each_time() -> None:
    """With mean 0 and the scale as its deviation; the inputs stay."""
    rng, x = np.random.default_rng(0), values(0, 100, 50)
    kept = x.copy()
    one, two = add_noise(x, 0.3, rng) - x, add_noise(x, 0.3, rng) - x
    assert stats.kstest(one.ravel(), stats.norm(0, 0.3).cdf).pvalue > 0.01
    assert abs(np.corrcoef(one.ravel(), two.ravel())[0, 1]) < 0.05
    agrees(x, kept, 0)


@settings(max_examples=25, deadline=None)
@given(distinct(3))
def test_shape_and_dtype_stay(shape: tuple[int, ...]) -> None:
    """Integers become float64; without noise nothing changes."""
    for dtype in (np.float16, np.float32):
        x = values(0, *shape).astype(dtype)
        noisy = add_noise(x, 0.1, np.random.default_rng(0))
        assert (noisy.shape, noisy.dtype) == (shape, dtype)
        agrees(add_noise(x, 0.0, np.random.default_rng(0)), x, 0)
    assert add_noise(np.ones(shape, int), 0.1, np.random.default_rng(0)).dtype == np.float64


def test_a_scale_is_not_negative() -> None:
    """It is a deviation."""
    with pytest.raises(ShapeError, match=r"scale must.*given: -1.*Take"):
        add_noise(np.ones(3), -1, np.random.default_rng(0))
