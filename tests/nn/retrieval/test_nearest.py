"""Brute-force search."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sklearn.neighbors import NearestNeighbors

from heldout.nn.retrieval import closest, nearest, unit
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, values


@settings(max_examples=25, deadline=None)
@given(distinct(3, 2, 9), st.sampled_from(["euclidean", "cosine"]), st.integers(0, 99))
def test_it_finds_what_scikit_learn_finds(shape: tuple[int, ...], metric: str, seed: int) -> None:
    """Indices and distances, whatever the sizes, also in blocks of two queries."""
    Q, N, D = shape
    queries, stored = values(seed, Q, D), values(seed + 1, N, D)
    k = 1 + seed % N
    found = nearest(queries, stored, k, metric=metric, block=2)
    d, i = (
        NearestNeighbors(n_neighbors=k, metric=metric, algorithm="brute")
        .fit(stored)
        .kneighbors(queries)
    )
    agrees(found.distances, d, 1e-7)
    np.testing.assert_array_equal(found.indices, i)
    np.testing.assert_array_equal(found.compared, np.full(Q, N))


def test_it_is_a_slow_loop_made_fast() -> None:
    """‖q − x‖ by the definition, over every pair."""
    queries, stored = values(1, 5, 3), values(2, 11, 3)
    for row, query in enumerate(queries):
        by_hand = sorted((float(np.linalg.norm(query - x)), n) for n, x in enumerate(stored))[:4]
        found = nearest(queries, stored, 4)
        assert [n for _, n in by_hand] == found.indices[row].tolist()
        agrees(found.distances[row], [d for d, _ in by_hand])


def test_far_from_the_origin_no_digit_is_lost() -> None:
    """Mean 10,000 and variance 1 in float32: the same neighbours as about 0, no negative square."""
    queries, stored = values(3, 20, 6), values(4, 90, 6)
    shifted = nearest((queries + 10_000).astype("f4"), (stored + 10_000).astype("f4"), 5)
    exact = nearest(
        (queries + 10_000).astype("f4").astype("f8"), (stored + 10_000).astype("f4").astype("f8"), 5
    )
    np.testing.assert_array_equal(shifted.indices, exact.indices)
    agrees(shifted.distances, exact.distances, 1e-4)


def test_a_stored_vector_is_its_own_neighbour_at_exactly_0() -> None:
    """Which the expanded square would miss by rounding."""
    stored = values(5, 30, 7) + 100
    found = nearest(stored, stored, 1)
    np.testing.assert_array_equal(found.indices[:, 0], np.arange(30))
    np.testing.assert_array_equal(found.distances, np.zeros((30, 1)))


def test_equals_come_by_their_index() -> None:
    """A tie is broken the same way each time."""
    stored = np.array([[2.0, 0], [1, 0], [1, 0], [-1, 0], [9, 9]])
    assert nearest(np.zeros((1, 2)), stored, 4).indices.tolist() == [[1, 2, 3, 0]]


@pytest.mark.parametrize("dtype", [np.float32, np.float16])
def test_the_type_of_the_queries_is_kept(dtype: type) -> None:
    """In half precision too, where squares above 65,504 would overflow."""
    queries, stored = values(6, 4, 5, scale=200), values(7, 9, 5, scale=200)
    found = nearest(queries.astype(dtype), stored.astype(dtype), 2)
    assert found.distances.dtype == dtype
    exact = nearest(queries, stored, 2)
    np.testing.assert_array_equal(found.indices, exact.indices)
    np.testing.assert_allclose(found.distances, exact.distances, rtol=2e-3)


@settings(max_examples=25, deadline=None)
@given(st.integers(0, 999), st.floats(0.01, 100))
def test_moving_and_scaling_everything_changes_no_neighbour(seed: int, scale: float) -> None:
    """Euclidean distances scale with it; cosine distances do not see lengths at all."""
    queries, stored = values(seed, 3, 4), values(seed + 1, 8, 4)
    shift = values(seed + 2, 4)
    before, after = (
        nearest(queries, stored, 3),
        nearest(scale * queries + shift, scale * stored + shift, 3),
    )
    np.testing.assert_array_equal(before.indices, after.indices)
    agrees(after.distances, scale * before.distances, 1e-6)
    lengths = np.exp(values(seed + 3, 8, 1))
    agrees(
        nearest(queries, lengths * stored, 3, metric="cosine").distances,
        nearest(queries, stored, 3, metric="cosine").distances,
        1e-9,
    )


def test_a_vector_of_128_in_single_precision_is_512_bytes() -> None:
    """What brute force must hold in memory for each."""
    assert np.zeros((1, 128), dtype=np.float32).nbytes == 512


def test_unit_rows_have_length_1_at_any_size() -> None:
    """Squares of 1e200 overflow and those of 1e-200 vanish; the direction is still there."""
    x = values(8, 5, 3) * np.array([[1e200], [1e-200], [1], [1e3], [1e-3]])
    agrees(np.linalg.norm(unit(x), axis=1), np.ones(5), 1e-12)
    agrees(unit(x)[2], x[2] / np.linalg.norm(x[2]))
    half = unit(np.array([[60_000, 60_000]], dtype=np.float16))
    assert half.dtype == np.float16
    np.testing.assert_allclose(half, [[0.5**0.5] * 2], rtol=1e-3)
    with pytest.raises(ShapeError, match=r"direction; given: 1 rows of zeros. Leave them out"):
        unit(np.zeros((1, 4)))


def test_closest_fills_up_what_is_missing() -> None:
    """With −1 and ∞, if there are fewer candidates than wished for."""
    stored = values(9, 6, 2)
    indices, distances = closest(stored[4], stored, np.array([4, 2]), 3)
    assert indices.tolist() == [4, 2, -1]
    agrees(distances, [0, np.linalg.norm(stored[4] - stored[2]), np.inf])
    indices, _ = closest(stored[4], stored, np.array([], dtype=int), 2)
    assert indices.tolist() == [-1, -1]


def test_integers_are_read_as_numbers_and_nothing_is_changed() -> None:
    """Inputs stay what they were."""
    queries, stored = np.array([[1, 2]]), np.array([[1, 2], [5, 5]])
    found = nearest(queries, stored, 2)
    assert found.distances.dtype == np.float64
    agrees(found.distances, [[0, 5]])
    assert stored.tolist() == [[1, 2], [5, 5]]


def test_what_does_not_fit_is_said() -> None:
    """What must hold, what was given, what to do."""
    with pytest.raises(ShapeError, match=r"the 3 columns of queries; given: 4. Same features"):
        nearest(np.ones((2, 3)), np.ones((5, 4)), 1)
    with pytest.raises(ShapeError, match=r"k must lie from 1 to 5.*given: 6. Ask for fewer"):
        nearest(np.ones((2, 3)), np.ones((5, 3)), 6)
    with pytest.raises(ShapeError, match="metric must be euclidean or cosine; given: manhattan"):
        nearest(np.ones((2, 3)), np.ones((5, 3)), 1, metric="manhattan")
