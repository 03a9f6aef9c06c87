"""Principal components against scikit-learn."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from scipy.linalg import subspace_angles
from sklearn.decomposition import PCA as Theirs

from heldout.nn.models import pca, subspace_angle
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, values


@settings(max_examples=25, deadline=None)
@given(shape=distinct(2, least=3, most=12), data=st.data())
def test_codes_and_points_agree_with_scikit_learn(
    shape: tuple[int, int], data: st.DataObject
) -> None:
    """But for the sign of an axis; the spread as well."""
    N, D = shape
    width = data.draw(st.integers(1, min(N - 1, D)))
    x = values(1, N, D) + 5
    ours, theirs = pca(x, width), Theirs(width, svd_solver="full").fit(x)
    agrees(np.abs(ours.encode(x)), np.abs(theirs.transform(x)), 1e-6)
    agrees(ours.decode(ours.encode(x)), theirs.inverse_transform(theirs.transform(x)))
    agrees(ours.spread**2 * N / (N - 1), theirs.explained_variance_, 1e-6)
    agrees(ours.axes @ ours.axes.T, np.eye(width))


def test_what_is_left_out_is_the_error() -> None:
    """The sum of the squared spreads beyond the width, a value."""
    x = values(1, 40, 6)
    left = pca(x, 6).spread[2:]
    agrees(pca(x, 2).anomaly_score(x).mean(), (left**2).sum() / 6)


def test_no_other_plane_is_better() -> None:
    """The law of Eckart and Young, tried against random planes through the mean."""
    x = values(1, 40, 6)
    best, centred = pca(x, 2).anomaly_score(x).mean(), x - x.mean(axis=0)
    for seed in range(20):
        plane, _ = np.linalg.qr(values(seed, 6, 2))
        assert ((centred - centred @ plane @ plane.T) ** 2).mean() >= best


def test_far_from_zero_it_keeps_its_digits() -> None:
    """Mean 10,000 and variance 1 in float32: the axes are those of float64, within a degree."""
    x = 10_000 + values(1, 100, 4) * np.array([2, 1, 0.5, 0.2])
    narrow = pca(x.astype(np.float32), 2)
    assert narrow.axes.dtype == narrow.encode(x.astype(np.float32)).dtype == np.float32
    assert subspace_angle(narrow.axes, pca(x, 2).axes) < 1


def test_float16_is_decomposed_in_float32() -> None:
    """LAPACK has no halves; the result is float16 again."""
    found = pca(values(1, 20, 4).astype(np.float16), 2)
    assert found.mean.dtype == found.axes.dtype == found.spread.dtype == np.float16


@settings(max_examples=25, deadline=None)
@given(seed=st.integers(0, 99), K=st.integers(1, 4))
def test_angles_agree_with_scipy(seed: int, K: int) -> None:
    """The largest one, and 0 for other rows of the same plane."""
    a, b, mixed = values(seed, K, 5), values(seed + 1, K, 5), values(seed + 2, K, K)
    agrees(subspace_angle(a, b), np.degrees(subspace_angles(a.T, b.T)[0]), 1e-6)
    assert subspace_angle(a, mixed @ a) < 1e-6


def test_a_width_beyond_the_data_is_told() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"from 1 to 3; given: 4\. Or more data"):
        pca(np.ones((3, 5)), 4)
    with pytest.raises(ShapeError, match="b must have shape"):
        subspace_angle(np.ones((1, 3)), np.ones((2, 3)))
