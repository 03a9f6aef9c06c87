"""Standardisation."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.preprocessing import StandardScaler

from heldout.nn.data import Standardizer
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, values


@settings(max_examples=25, deadline=None)
@given(distinct(3), st.integers(0, 999))
def test_it_is_scikit_learns(shape: tuple[int, ...], seed: int) -> None:
    """With the statistics of training, on other rows, and back."""
    N, Q, D = shape
    train, test = 3 + 5 * values(seed, N, D), values(seed + 1, Q, D)
    ours, theirs = Standardizer(train), StandardScaler().fit(train)
    agrees(ours.apply(test), theirs.transform(test), 1e-9)
    agrees(ours.undo(ours.apply(test)), test, 1e-9)


def test_training_rows_have_mean_0_and_deviation_1() -> None:
    """Test rows need not."""
    train = 100 * values(1, 40, 3) - 7
    z = Standardizer(train).apply(train)
    agrees(z.mean(axis=0), np.zeros(3), 1e-9)
    agrees(z.std(axis=0), np.ones(3), 1e-9)
    assert Standardizer(train).apply(train + 1000).mean() > 1


@pytest.mark.parametrize("dtype", [np.float64, np.float32])
def test_mean_10_000_and_variance_1_lose_nothing(dtype: type) -> None:
    """Against float64; the mean of squares would give a variance of 0 or less in float32."""
    train = (10_000 + values(2, 500, 2)).astype(dtype)
    z = Standardizer(train).apply(train)
    assert z.dtype == dtype
    wide = train.astype(np.float64)
    agrees(z, (wide - wide.mean(axis=0)) / wide.std(axis=0), 1e-5)


def test_half_precision_does_not_overflow() -> None:
    """The sum of 5,000 values near 50,000 is beyond float16."""
    train = (50_000 + 2000 * values(3, 5000, 1)).astype(np.float16)
    z = Standardizer(train).apply(train)
    assert z.dtype == np.float16
    wide = train.astype(np.float64)
    np.testing.assert_allclose(z, (wide - wide.mean()) / wide.std(), atol=2e-3)


def test_a_feature_that_never_varies_comes_out_as_exactly_0() -> None:
    """0.1 summed 7 times is not 0.7; the feature is still constant, and comes back."""
    train = np.full((7, 2), 0.1)
    train[:, 1] = np.arange(7)
    scaler = Standardizer(train)
    np.testing.assert_array_equal(scaler.apply(train)[:, 0], np.zeros(7))
    agrees(scaler.apply(np.array([[5.1, 3]])), [[5.0, 0.0]], 1e-12)
    agrees(scaler.undo(scaler.apply(train)), train, 1e-12)
    np.testing.assert_array_equal(Standardizer(train[:1]).apply(train[:1]), np.zeros((1, 2)))


@settings(max_examples=25, deadline=None)
@given(st.floats(0.01, 1000), st.floats(-1000, 1000), st.integers(0, 99))
def test_units_do_not_matter(scale: float, shift: float, seed: int) -> None:
    """Metres or inches, from sea level or from the roof: the same z."""
    train, test = values(seed, 9, 2), values(seed + 1, 4, 2)
    agrees(
        Standardizer(scale * train + shift).apply(scale * test + shift),
        Standardizer(train).apply(test),
        1e-6,
    )


def test_what_does_not_fit_is_said() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"the 2 features of training; given: 3. The same col"):
        Standardizer(np.ones((4, 2))).apply(np.ones((4, 3)))
    with pytest.raises(ShapeError, match=r"train must have a row; given: shape \(0, 2\). Split"):
        Standardizer(np.ones((0, 2)))
