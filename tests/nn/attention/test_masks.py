"""Masks: their shape, what they allow, and that attention keeps to them."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.attention import attention, attention_backward, causal_mask, padding_mask
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, values


@settings(max_examples=25, deadline=None)
@given(st.integers(1, 9))
def test_causal_is_the_lower_triangle(T: int) -> None:
    """Query t sees t + 1 keys, the last of them itself."""
    mask = causal_mask(T)
    assert mask.dtype == np.bool_
    assert mask.tolist() == [[s <= t for s in range(T)] for t in range(T)]


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 6), min_size=1, max_size=5))
def test_padding_hides_what_lies_beyond_the_length(lengths: list[int]) -> None:
    """The same keys for every query of a sample; joined with the causal mask by &."""
    mask = padding_mask(np.array(lengths), 6)
    assert mask.shape == (len(lengths), 1, 6)
    assert mask.sum(axis=(1, 2)).tolist() == lengths
    both = causal_mask(6) & mask
    expected = [[[s <= t and s < n for s in range(6)] for t in range(6)] for n in lengths]
    assert both.tolist() == expected


def test_the_future_neither_speaks_nor_hears() -> None:
    """Under a causal mask a later key changes nothing before it and gets no gradient from there."""
    q, k, v = values(1, 2, 5, 3), values(2, 2, 5, 3), values(3, 2, 5, 4)
    y, cache = attention(q, k, v, causal_mask(5))
    k2, v2 = k.copy(), v.copy()
    k2[:, 3:] += 1
    v2[:, 3:] += 1
    agrees(attention(q, k2, v2, causal_mask(5))[0][:, :3], y[:, :3], 0)
    dy = np.zeros_like(y)
    dy[:, 2] = 1
    _, dk, dv = attention_backward(dy, cache)
    assert (dk[:, 3:] == 0).all()
    assert (dv[:, 3:] == 0).all()
    assert (dv[:, :3] != 0).all()


def test_a_padded_batch_is_its_sentences_alone() -> None:
    """Each sample as if it were cut at its length; one of length 0 gives zeros."""
    q, k, v = values(1, 3, 5, 4), values(2, 3, 5, 4), values(3, 3, 5, 2)
    lengths = np.array([5, 2, 0])
    y, _ = attention(q, k, v, padding_mask(lengths, 5))
    for n, length in enumerate(lengths[:2]):
        agrees(y[n], attention(q[n], k[n, :length], v[n, :length])[0], 1e-12)
    assert (y[2] == 0).all()


def test_what_does_not_fit_is_named() -> None:
    """Lengths beyond the end, not a row, no steps at all."""
    with pytest.raises(ShapeError, match=r"lengths must lie from 0 to 4; given: 5 to 5\. "):
        padding_mask(np.array([5]), 4)
    with pytest.raises(ShapeError, match=r"lengths must have shape \(N,\)"):
        padding_mask(np.array([[1]]), 4)
    with pytest.raises(ShapeError, match="T must be at least 1"):
        causal_mask(0)
