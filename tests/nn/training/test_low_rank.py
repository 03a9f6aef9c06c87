"""LoRA by finite differences, and merged into one weight."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from heldout.nn.shapes import ShapeError
from heldout.nn.training import low_rank_dense, low_rank_dense_backward, merged

from ..oracle import agrees, distinct, slope, values


@settings(max_examples=20, deadline=None)
@given(distinct(4, most=5))
def test_values_and_gradients(sizes: tuple[int, ...]) -> None:
    """One merged weight does the same; gradients by central differences."""
    N, D, K, r = sizes
    x, weight, a, b = values(1, N, D), values(2, D, K), values(3, D, r), values(4, r, K)
    y, cache = low_rank_dense(x, weight, a, b, 3.0)
    agrees(y, x @ merged(weight, a, b, 3.0))
    agrees(y - x @ weight, x @ a @ b * 3.0 / r)
    dy = values(5, N, K)
    dx, da, db = low_rank_dense_backward(dy, cache)
    agrees(dx, slope(lambda x: low_rank_dense(x, weight, a, b, 3.0)[0], x, dy), 1e-6)
    agrees(da, slope(lambda a: low_rank_dense(x, weight, a, b, 3.0)[0], a, dy), 1e-6)
    agrees(db, slope(lambda b: low_rank_dense(x, weight, a, b, 3.0)[0], b, dy), 1e-6)


def test_it_starts_at_the_old_network_and_can_leave_it() -> None:
    """With b at zero the output is the old one, and b has a gradient; a has none yet."""
    x, weight, a, b = values(1, 4, 3), values(2, 3, 5), values(3, 3, 2), np.zeros((2, 5))
    y, cache = low_rank_dense(x, weight, a, b, 1.0)
    agrees(y, x @ weight)
    _, da, db = low_rank_dense_backward(np.ones((4, 5)), cache)
    agrees(da, np.zeros((3, 2)))
    assert np.abs(db).min() > 0


def test_shapes_that_do_not_fit_are_refused() -> None:
    """Transposed adapters, as PyTorch keeps them."""
    with pytest.raises(ShapeError, match="a must have shape"):
        low_rank_dense(np.ones((1, 3)), np.ones((3, 5)), np.ones((2, 3)), np.ones((5, 2)), 1.0)
