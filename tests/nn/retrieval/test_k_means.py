"""k-means and its start."""

from __future__ import annotations

from itertools import pairwise

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.cluster import KMeans

from heldout.nn.retrieval import k_means, k_means_start
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, values


@settings(max_examples=25, deadline=None)
@given(distinct(2, 1, 5), st.integers(0, 999))
def test_from_the_same_start_it_ends_where_scikit_learn_ends(
    shape: tuple[int, ...], seed: int
) -> None:
    """Centres, labels and inertia."""
    K, D = shape
    x = values(seed, 40, D)
    start = x[:K]
    found = k_means(x, start)
    theirs = KMeans(K, init=start, n_init=1, tol=0, max_iter=100, algorithm="lloyd").fit(x)
    agrees(found.centers, theirs.cluster_centers_, 1e-9)
    np.testing.assert_array_equal(found.labels, theirs.labels_)
    assert found.inertia == pytest.approx(theirs.inertia_)


def test_no_step_raises_the_inertia() -> None:
    """Neither half of Lloyd's step can."""
    x = values(1, 200, 3)
    start = k_means_start(x, 7, np.random.default_rng(2))
    path = [k_means(x, start, most=most).inertia for most in range(1, 12)]
    assert all(after <= before + 1e-9 for before, after in pairwise(path))
    settled = k_means(x, start)
    assert settled.steps < 100
    again = k_means(x, settled.centers)
    agrees(again.centers, settled.centers)


def test_a_centre_without_vectors_takes_the_farthest_one() -> None:
    """Instead of becoming 0/0."""
    x = np.array([[0.0], [1], [2], [50]])
    found = k_means(x, np.array([[1.0], [999.0]]))
    agrees(np.sort(found.centers, axis=0), [[1], [50]])
    assert found.inertia == pytest.approx(2)


def test_moving_the_vectors_moves_the_centres() -> None:
    """By as much, and the labels stay."""
    x, shift = values(3, 60, 4), np.array([10_000.0, 0, -5, 2])
    start = x[:5]
    here, there = k_means(x, start), k_means(x + shift, start + shift)
    agrees(there.centers, here.centers + shift, 1e-9)
    np.testing.assert_array_equal(here.labels, there.labels)


def test_the_start_takes_far_rows() -> None:
    """One of each of three far groups, nearly always; by uniform draws in 2 of 9 tries."""
    x = np.concatenate([values(4, 30, 2) + centre for centre in (0, 1000, -1000)])
    hits = 0
    for seed in range(50):
        start = k_means_start(x, 3, np.random.default_rng(seed))
        assert all((row == x).all(axis=1).any() for row in start)
        hits += len(set(np.round(start[:, 0] / 1000))) == 3
    assert hits == 50


def test_the_start_draws_by_squared_distance() -> None:
    """After 0, the probabilities of 1 and 3 are 1/10 and 9/10; from 1 or 3 likewise by law."""
    x = np.array([[0.0], [1.0], [3.0]])
    counts = np.zeros((3, 3))
    for seed in range(3000):
        first, second = k_means_start(x, 2, np.random.default_rng(seed))[:, 0]
        counts[int(x[:, 0].tolist().index(first)), int(x[:, 0].tolist().index(second))] += 1
    shares = counts / counts.sum(axis=1, keepdims=True)
    np.testing.assert_allclose(
        shares, [[0, 1 / 10, 9 / 10], [1 / 5, 0, 4 / 5], [9 / 13, 4 / 13, 0]], atol=0.04
    )


def test_equal_vectors_need_no_distances() -> None:
    """All zeros apart: any row is drawn, and the inertia is 0."""
    x = np.full((6, 2), 3.5, dtype=np.float32)
    start = k_means_start(x, 3, np.random.default_rng(0))
    found = k_means(x, start)
    assert found.inertia == 0
    assert np.isfinite(found.centers).all()


@pytest.mark.parametrize("dtype", [np.float32, np.float16])
def test_the_type_is_kept(dtype: type) -> None:
    """Means of 3,000 numbers near 100 do not overflow in half precision."""
    x = (values(5, 3000, 2) + 100).astype(dtype)
    found = k_means(x, x[:1])
    assert found.centers.dtype == dtype
    np.testing.assert_allclose(found.centers, [[100, 100]], atol=0.1)


def test_what_does_not_fit_is_said() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"clusters must lie from 1 to 3, the vectors; given: 4"):
        k_means_start(np.ones((3, 2)), 4, np.random.default_rng(0))
    with pytest.raises(ShapeError, match=r"start must be \(K, 2\), K ≤ 3; given: \(2, 5\). Same"):
        k_means(np.ones((3, 2)), np.ones((2, 5)))
    with pytest.raises(ShapeError, match="most must be at least 1"):
        k_means(np.ones((3, 2)), np.ones((2, 2)), most=0)
