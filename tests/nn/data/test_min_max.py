"""Min–max scaling."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.preprocessing import MinMaxScaler as Theirs

from heldout.nn.data import MinMaxScaler
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, values


@settings(max_examples=25, deadline=None)
@given(distinct(3), st.integers(0, 999), st.booleans())
def test_it_is_scikit_learns(shape: tuple[int, ...], seed: int, clip: bool) -> None:
    """With the extremes of training, on other rows, and back."""
    N, Q, D = shape
    train, test = values(seed, N, D), 2 * values(seed + 1, Q, D)
    ours, theirs = MinMaxScaler(train), Theirs(clip=clip).fit(train)
    agrees(ours.apply(test, clip=clip), theirs.transform(test), 1e-9)
    agrees(ours.undo(ours.apply(test)), test, 1e-9)


def test_training_rows_reach_from_0_to_1() -> None:
    """Both ends exactly; a test row beyond them lies outside unless it is clipped."""
    train = values(1, 30, 3)
    scaler = MinMaxScaler(train)
    z = scaler.apply(train)
    np.testing.assert_array_equal(z.min(axis=0), np.zeros(3))
    np.testing.assert_array_equal(z.max(axis=0), np.ones(3))
    assert scaler.apply(train + 100).min() > 1
    np.testing.assert_array_equal(scaler.apply(train + 100, clip=True), np.ones((30, 3)))


def test_one_outlier_presses_the_rest_together() -> None:
    """A value 100 ranges out leaves a hundredth of the scale to all others."""
    train = np.append(np.linspace(0, 1, 50), 100)[:, None]
    assert MinMaxScaler(train).apply(train)[:50].max() == pytest.approx(0.01)


def test_a_feature_that_never_varies_comes_out_as_0() -> None:
    """Instead of 0/0."""
    scaler = MinMaxScaler(np.array([[3.0], [3.0]]))
    np.testing.assert_array_equal(scaler.apply(np.array([[3.0], [4.0]])), [[0], [1]])


@pytest.mark.parametrize("dtype", [np.float32, np.float16])
def test_the_type_is_kept(dtype: type) -> None:
    """Half precision too, where the range itself would overflow."""
    train = np.array([[-60_000.0], [0], [60_000]]).astype(dtype)
    z = MinMaxScaler(train).apply(train)
    assert z.dtype == dtype
    np.testing.assert_allclose(z, [[0], [0.5], [1]])


def test_what_does_not_fit_is_said() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"the 2 features of training; given: 3. The same col"):
        MinMaxScaler(np.ones((4, 2))).undo(np.ones((4, 3)))
    with pytest.raises(ShapeError, match=r"train must have a row; given: shape \(0, 2\). Split"):
        MinMaxScaler(np.ones((0, 2)))
