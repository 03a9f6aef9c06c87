"""The inverted file."""

from __future__ import annotations

import numpy as np
import pytest

from heldout.nn.retrieval import InvertedFile, nearest, recall_at_k
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, values


def test_each_vector_lies_in_the_cell_of_its_nearest_centre() -> None:
    """And in no other."""
    x = values(0, 150, 4)
    file = InvertedFile(x, 9, np.random.default_rng(1))
    np.testing.assert_array_equal(np.sort(np.concatenate(file.lists)), np.arange(150))
    for cell, rows in enumerate(file.lists):
        gaps = np.linalg.norm(x[rows][:, None] - file.centers, axis=-1)
        np.testing.assert_array_equal(gaps.argmin(axis=1), np.full(len(rows), cell))


def test_every_cell_probed_is_exact() -> None:
    """Indices and distances of brute force; N + K vectors were measured."""
    x, queries = values(2, 130, 5), values(3, 11, 5)
    found = InvertedFile(x, 7, np.random.default_rng(4)).search(queries, 6, nprobe=7)
    exact = nearest(queries, x, 6)
    np.testing.assert_array_equal(found.indices, exact.indices)
    agrees(found.distances, exact.distances)
    np.testing.assert_array_equal(found.compared, np.full(11, 137))


def test_only_the_nearest_cells_are_searched() -> None:
    """The result is brute force over the vectors of the probed lists."""
    x, queries = values(5, 90, 3), values(6, 8, 3)
    file = InvertedFile(x, 6, np.random.default_rng(7))
    found = file.search(queries, 4, nprobe=2)
    for row, query in enumerate(queries):
        cells = np.argsort(np.linalg.norm(file.centers - query, axis=1))[:2]
        pool = np.concatenate([file.lists[cell] for cell in cells])
        order = pool[np.argsort(np.linalg.norm(x[pool] - query, axis=1))][:4]
        np.testing.assert_array_equal(found.indices[row], order)
        assert found.compared[row] == 6 + len(pool)


def test_more_probes_never_lower_recall() -> None:
    """What fewer cells hold, more cells hold too."""
    x, queries = values(8, 400, 8), values(9, 50, 8)
    true = nearest(queries, x, 5).indices
    file = InvertedFile(x, 20, np.random.default_rng(10))
    recalls = [recall_at_k(file.search(queries, 5, p).indices, true) for p in (1, 2, 4, 8, 20)]
    assert recalls == sorted(recalls)
    assert recalls[0] < 0.8
    assert recalls[-1] == 1


@pytest.mark.parametrize("dtype", [np.float32, np.float16])
def test_the_type_of_the_queries_is_kept(dtype: type) -> None:
    """And each stored vector is found, itself."""
    x = values(11, 60, 4, scale=300).astype(dtype)
    found = InvertedFile(x, 5, np.random.default_rng(0)).search(x, 1)
    assert found.distances.dtype == dtype
    np.testing.assert_array_equal(found.indices[:, 0], np.arange(60))


def test_what_does_not_fit_is_said() -> None:
    """What must hold, what was given, what to do."""
    file = InvertedFile(values(12, 9, 2), 3, np.random.default_rng(0))
    with pytest.raises(ShapeError, match=r"nprobe must lie from 1 to 3, the cells; given: 4. Few"):
        file.search(np.ones((1, 2)), 1, nprobe=4)
    with pytest.raises(ShapeError, match=r"the 2 columns of what is stored; given: 3. Same D"):
        file.search(np.ones((1, 3)), 1)
