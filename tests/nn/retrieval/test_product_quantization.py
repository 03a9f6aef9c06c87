"""Product quantization."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.retrieval import ProductQuantizer, nearest, recall_at_k
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, values


@settings(max_examples=25, deadline=None)
@given(st.sampled_from([1, 2, 3, 6]), st.integers(1, 9), st.integers(0, 999))
def test_the_table_gives_the_distance_to_what_the_code_says(
    parts: int, centers: int, seed: int
) -> None:
    """Σ_m T[m, i_m] = ‖q − decode(code)‖²."""
    x, queries = values(seed, 20, 6), values(seed + 1, 5, 6)
    quantizer = ProductQuantizer(x, parts, np.random.default_rng(seed), centers=centers)
    squares = quantizer.squares(quantizer.tables(queries), quantizer.codes)
    decoded = quantizer.decode(quantizer.codes)
    agrees(squares, np.square(queries[:, None] - decoded).sum(axis=-1), 1e-9)
    found = quantizer.search(queries, 3)
    agrees(found.distances**2, np.sort(squares, axis=1)[:, :3], 1e-9)


def test_each_part_takes_its_nearest_centre() -> None:
    """From a slow loop."""
    x = values(2, 30, 4)
    quantizer = ProductQuantizer(x, 2, np.random.default_rng(3), centers=5)
    for n in range(30):
        for m in range(2):
            gaps = np.linalg.norm(quantizer.codebooks[m] - x[n, 2 * m : 2 * m + 2], axis=1)
            assert quantizer.codes[n, m] == gaps.argmin()


def test_a_centre_for_each_vector_loses_nothing() -> None:
    """Then the search is exact."""
    x, queries = values(4, 40, 6), values(5, 9, 6)
    quantizer = ProductQuantizer(x, 3, np.random.default_rng(6), centers=40)
    agrees(quantizer.decode(quantizer.codes), x)
    np.testing.assert_array_equal(
        quantizer.search(queries, 4).indices, nearest(queries, x, 4).indices
    )


def test_128_features_take_8_bytes() -> None:
    """512 in float32, a 64th of it in 8 parts."""
    x = values(7, 64, 128).astype(np.float32)
    quantizer = ProductQuantizer(x, 8, np.random.default_rng(8), centers=16)
    assert quantizer.codes.dtype == np.uint8
    assert x[0].nbytes == 512
    assert quantizer.codes[0].nbytes == 8
    assert quantizer.codebooks.dtype == np.float32


def test_more_parts_lose_less() -> None:
    """The error of decoding falls, and recall rises, with the bytes spent."""
    x, queries = values(9, 500, 8), values(10, 50, 8)
    true = nearest(queries, x, 10).indices
    losses, recalls = [], []
    for parts in (1, 2, 4, 8):
        quantizer = ProductQuantizer(x, parts, np.random.default_rng(11), centers=32)
        losses.append(np.square(quantizer.decode(quantizer.codes) - x).mean())
        recalls.append(recall_at_k(quantizer.search(queries, 10).indices, true))
    assert losses == sorted(losses, reverse=True)
    assert recalls == sorted(recalls)


def test_moving_everything_changes_no_code() -> None:
    """Centres move along."""
    x, shift = values(12, 50, 4), np.array([10_000.0, 1, -3, 7])
    here = ProductQuantizer(x, 2, np.random.default_rng(0), centers=6)
    there = ProductQuantizer(x + shift, 2, np.random.default_rng(0), centers=6)
    np.testing.assert_array_equal(here.codes, there.codes)


@pytest.mark.parametrize("dtype", [np.float32, np.float16])
def test_the_type_of_the_queries_is_kept(dtype: type) -> None:
    """Squares of 300 do not overflow."""
    x = values(13, 40, 4, scale=300).astype(dtype)
    found = ProductQuantizer(x, 2, np.random.default_rng(0), centers=40).search(x, 1)
    assert found.distances.dtype == dtype
    assert np.isfinite(found.distances).all()
    np.testing.assert_array_equal(found.indices[:, 0], np.arange(40))


def test_what_does_not_fit_is_said() -> None:
    """What must hold, what was given, what to do."""
    rng = np.random.default_rng(0)
    with pytest.raises(ShapeError, match=r"parts must divide the 6 features; given: 4. Pad the"):
        ProductQuantizer(np.ones((9, 6)), 4, rng, centers=2)
    with pytest.raises(ShapeError, match=r"centers: 1 to 9; given: 256. One byte each"):
        ProductQuantizer(np.ones((9, 6)), 2, rng)
    quantizer = ProductQuantizer(np.ones((9, 6)), 2, rng, centers=2)
    with pytest.raises(ShapeError, match=r"x must have 6 columns; given: 5. Those it was"):
        quantizer.encode(np.ones((2, 5)))
    with pytest.raises(ShapeError, match=r"codes must be \(N, 2\)"):
        quantizer.decode(np.zeros((1, 3), dtype=np.uint8))
    with pytest.raises(ShapeError, match="k must lie from 1 to 9"):
        quantizer.search(np.ones((1, 6)), 10)
