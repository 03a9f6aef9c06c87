"""A cache gives what would come out if everything were computed again."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.attention import KeyValueCache, attention, causal_mask
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, values


@settings(max_examples=25, deadline=None)
@given(distinct(4, most=4), st.lists(st.integers(1, 4), min_size=1, max_size=6))
def test_pieces_are_the_whole(sizes: tuple[int, ...], pieces: list[int]) -> None:
    """However the steps are cut, each output is that of causal attention over all of them."""
    N, H, E, F = sizes
    T = sum(pieces)
    q, k, v = values(1, N, H, T, E), values(2, N, H, T, E), values(3, N, H, T, F)
    expected, _ = attention(q, k, v, causal_mask(T))
    cache, begin = KeyValueCache(), 0
    for piece in pieces:
        here = slice(begin, begin + piece)
        cache.append(k[:, :, here], v[:, :, here])
        agrees(cache.attend(q[:, :, here]), expected[:, :, here])
        begin += piece
    assert len(cache) == T
    agrees(cache.keys, k)
    agrees(cache.values, v)


def test_what_is_kept_is_a_copy() -> None:
    """Later changes of the arrays that were given do not reach it."""
    k = np.ones((1, 1, 1, 2))
    cache = KeyValueCache()
    cache.append(k, k)
    k[:] = 7
    agrees(cache.keys, np.ones((1, 1, 1, 2)))


def test_what_does_not_fit_is_refused() -> None:
    """An empty cache, queries without keys, another batch."""
    cache = KeyValueCache()
    with pytest.raises(ShapeError, match="nothing is kept"):
        cache.keys  # noqa: B018
    one = np.ones((1, 1, 1, 2))
    with pytest.raises(ShapeError, match="appended before"):
        cache.attend(one)
    cache.append(one, one)
    with pytest.raises(ShapeError, match="like the first"):
        cache.append(np.ones((2, 1, 1, 2)), np.ones((2, 1, 1, 2)))
    with pytest.raises(ShapeError, match="v must have"):
        cache.append(one, np.ones((1, 1, 2, 2)))
