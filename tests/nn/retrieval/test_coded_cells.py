"""Inverted file with product quantization of residuals."""

from __future__ import annotations

import numpy as np
import pytest

from heldout.nn.retrieval import CodedCells, ProductQuantizer, nearest, recall_at_k
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, values


def test_the_distance_is_to_the_centre_plus_the_decoded_residual() -> None:
    """For every stored vector, when all cells are probed."""
    x, queries = values(0, 80, 6), values(1, 7, 6)
    cells = CodedCells(x, 5, 3, np.random.default_rng(2), centers=8)
    told = cells.quantizer.decode(cells.quantizer.codes)
    for cell, rows in enumerate(cells.lists):
        told[rows] += cells.centers[cell]
    found = cells.search(queries, 4, nprobe=5)
    exact = nearest(queries, told, 4)
    agrees(found.distances, exact.distances, 1e-9)
    np.testing.assert_array_equal(found.compared, np.full(7, 85))


def test_without_loss_in_the_code_it_is_exact() -> None:
    """A centre for each residual, and all cells."""
    x, queries = values(3, 50, 4), values(4, 9, 4)
    cells = CodedCells(x, 4, 2, np.random.default_rng(5), centers=50)
    found, exact = cells.search(queries, 3, nprobe=4), nearest(queries, x, 3)
    np.testing.assert_array_equal(found.indices, exact.indices)
    agrees(found.distances, exact.distances, 1e-9)


def test_residuals_say_more_in_the_same_bytes() -> None:
    """On clustered data recall is higher than by codes of the whole vectors."""
    centres = values(6, 12, 8, scale=6)
    x = np.concatenate([c + values(n, 40, 8) for n, c in enumerate(centres)])
    queries = x[::16] + 0.1 * values(7, 30, 8)
    true = nearest(queries, x, 5).indices
    whole = ProductQuantizer(x, 2, np.random.default_rng(8), centers=16).search(queries, 5)
    coded = CodedCells(x, 12, 2, np.random.default_rng(8), centers=16).search(queries, 5, nprobe=2)
    assert recall_at_k(coded.indices, true) > recall_at_k(whole.indices, true) + 0.1
    assert coded.compared.max() < 200


def test_fewer_found_than_wished_for_are_filled_up() -> None:
    """With −1 and ∞."""
    x = np.concatenate([values(9, 3, 2), values(10, 9, 2) + 100]).astype(np.float32)
    found = CodedCells(x, 2, 1, np.random.default_rng(0), centers=12).search(x[:1], 5)
    assert sorted(found.indices[0].tolist()) == [-1, -1, 0, 1, 2]
    assert np.isinf(found.distances[0, 3:]).all()
    assert found.distances.dtype == np.float32


def test_what_does_not_fit_is_said() -> None:
    """What must hold, what was given, what to do."""
    cells = CodedCells(values(11, 12, 2), 3, 1, np.random.default_rng(0), centers=4)
    with pytest.raises(ShapeError, match=r"nprobe must lie from 1 to 3, the cells; given: 0. Few"):
        cells.search(np.ones((1, 2)), 1, nprobe=0)
    with pytest.raises(ShapeError, match=r"the 2 columns of what is stored; given: 3. Same D"):
        cells.search(np.ones((1, 3)), 1)
