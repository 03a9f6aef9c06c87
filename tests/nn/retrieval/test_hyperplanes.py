"""Locality-sensitive hashing."""

from __future__ import annotations

import numpy as np
import pytest

from heldout.nn.retrieval import Hyperplanes, collision_probability, nearest, recall_at_k
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, values


@pytest.mark.parametrize("angle", [0.1, 0.7, np.pi / 2, 2.5])
def test_bits_agree_as_the_angle_says(angle: float) -> None:
    """1 − θ/π, counted over 20,000 hyperplanes in 5 dimensions."""
    rng = np.random.default_rng(0)
    a, b = np.linalg.qr(rng.standard_normal((5, 2)))[0].T
    pair = np.stack([a, np.cos(angle) * a + np.sin(angle) * b])
    index = Hyperplanes(pair, tables=20_000, bits=1, rng=rng)
    keys = index.keys(pair)
    assert (keys[:, 0] == keys[:, 1]).mean() == pytest.approx(1 - angle / np.pi, abs=0.012)


def test_a_neighbour_is_found_as_often_as_bits_and_tables_say() -> None:
    """1 − (1 − (1 − θ/π)ᴮ)ᴸ, over 600 indices of 3 tables of 4 bits."""
    rng = np.random.default_rng(1)
    pair = np.array([[1.0, 0, 0], [np.cos(0.6), np.sin(0.6), 0]])
    hits = 0
    for _ in range(600):
        found = Hyperplanes(pair[1:], tables=3, bits=4, rng=rng).search(pair[:1], 1)
        hits += found.indices[0, 0] == 0
    assert hits / 600 == pytest.approx(collision_probability(0.6, bits=4, tables=3), abs=0.06)


def test_the_probability_at_the_ends() -> None:
    """Equal directions always meet, opposite ones never; orthogonal ones half the time a bit."""
    agrees(collision_probability(np.array([0, np.pi]), bits=5, tables=3), [1, 0])
    agrees(collision_probability(np.pi / 2, bits=3), 1 / 8)


def test_keys_are_the_signs_read_as_bits() -> None:
    """Bit 0 is the first hyperplane: from a slow loop."""
    x = values(2, 7, 4)
    index = Hyperplanes(x, tables=2, bits=3, rng=np.random.default_rng(3))
    for table in range(2):
        for n in range(7):
            bits = [float(plane @ index.vectors[n]) > 0 for plane in index.planes[table]]
            assert index.keys(index.vectors)[table, n] == sum(2**b for b in range(3) if bits[b])


def test_a_search_returns_the_best_of_the_shared_buckets() -> None:
    """Every stored vector with an equal key in some table is measured, and no other."""
    x, queries = values(4, 80, 6), values(5, 9, 6)
    index = Hyperplanes(x, tables=4, bits=5, rng=np.random.default_rng(6))
    found = index.search(queries, 3)
    shared = (index.keys(queries)[:, :, None] == index.keys(x)[:, None, :]).any(axis=0)  # (Q, N)
    np.testing.assert_array_equal(found.compared, shared.sum(axis=1))
    cosine = nearest(queries, x, 80, metric="cosine")
    for row in range(9):
        order = [n for n in cosine.indices[row] if shared[row, n]][:3]
        assert [n for n in found.indices[row] if n >= 0] == order
        d = dict(zip(cosine.indices[row], cosine.distances[row], strict=True))
        agrees(found.distances[row][: len(order)], [d[n] for n in order], 1e-9)


def test_probes_flip_the_least_certain_bits() -> None:
    """Bucket p of a table differs from the own one in the bit with the p-th smallest margin."""
    x, queries = values(7, 60, 5), values(8, 6, 5)
    index = Hyperplanes(x, tables=1, bits=4, rng=np.random.default_rng(9))
    keys, own = index.keys(x)[0], index.keys(queries)[0]
    margins = np.abs(index.margins(queries))[0]
    found = index.search(queries, 60, probes=3)
    for row in range(6):
        first, second = np.argsort(margins[row])[:2]
        probed = {own[row], own[row] ^ (1 << first), own[row] ^ (1 << second)}
        expected = {n for n in range(60) if keys[n] in probed}
        assert {n for n in found.indices[row] if n >= 0} == expected


def test_more_tables_and_more_probes_never_lower_recall() -> None:
    """With the same seed, what fewer find, more find too."""
    x, queries = values(10, 300, 8), values(11, 40, 8)
    true = nearest(queries, x, 5, metric="cosine").indices
    by_tables, by_probes = [], []
    for tables in (1, 2, 4, 8):
        index = Hyperplanes(x, tables, 6, np.random.default_rng(12))
        by_tables.append(recall_at_k(index.search(queries, 5).indices, true))
    for probes in range(1, 8):
        by_probes.append(recall_at_k(index.search(queries, 5, probes).indices, true))
    assert by_tables == sorted(by_tables)
    assert by_probes == sorted(by_probes)
    assert by_tables[-1] > by_tables[0] + 0.2


def test_lengths_do_not_count() -> None:
    """A vector and its double are the same; a query is found at distance 0 in its own bucket."""
    x = values(13, 20, 4)
    index = Hyperplanes(x * np.exp(values(14, 20, 1)), 2, 3, np.random.default_rng(0))
    found = index.search(5 * x, 1)
    np.testing.assert_array_equal(found.indices[:, 0], np.arange(20))
    agrees(found.distances[:, 0], np.zeros(20), 1e-12)


@pytest.mark.parametrize("dtype", [np.float32, np.float16])
def test_the_type_of_the_queries_is_kept(dtype: type) -> None:
    """Measured in float32 at least."""
    x = values(15, 30, 4).astype(dtype)
    found = Hyperplanes(x, 4, 3, np.random.default_rng(0)).search(x, 2)
    assert found.distances.dtype == dtype
    assert found.indices[:, 0].tolist() == list(range(30))


def test_what_does_not_fit_is_said() -> None:
    """What must hold, what was given, what to do."""
    rng = np.random.default_rng(0)
    with pytest.raises(ShapeError, match=r"bits must lie from 1 to 62; given: 63. A key is one"):
        Hyperplanes(np.ones((3, 2)), 1, 63, rng)
    index = Hyperplanes(np.ones((3, 2)), 1, 4, rng)
    with pytest.raises(ShapeError, match=r"the 2 columns of what is stored; given: 3. Same D"):
        index.search(np.ones((1, 3)), 1)
    with pytest.raises(ShapeError, match=r"probes must lie from 1 to 5; given: 6"):
        index.search(np.ones((1, 2)), 1, probes=6)
