"""What changes shapes around a recurrent layer: values, gradients, output lengths."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.recurrent import (
    many_to_many,
    many_to_many_backward,
    many_to_one,
    many_to_one_backward,
    one_to_many,
    one_to_many_backward,
    rnn,
)
from heldout.nn.shapes import ShapeError

from ..oracle import agrees, distinct, slope, values

few = settings(max_examples=25, deadline=None)


@few
@given(distinct(3))
def test_one_to_many_repeats_and_adds_up(sizes: tuple[int, ...]) -> None:
    """One vector in, n steps out; the way back is the sum over the steps."""
    N, T, D = sizes
    x, dy = values(1, N, D), values(2, N, T, D)
    y = one_to_many(x, T)
    agrees(y, np.stack([x] * T, axis=1), 0)
    agrees(one_to_many_backward(dy), slope(lambda x: one_to_many(x, T), x, dy), 1e-6)


@few
@given(distinct(3), st.data())
def test_many_to_one_takes_the_last_real_step(sizes: tuple[int, ...], data: st.DataObject) -> None:
    """n steps in, one vector out, at each sample's own length."""
    N, T, H = sizes
    lengths = np.array(data.draw(st.lists(st.integers(1, T), min_size=N, max_size=N)))
    h, dy = values(1, N, T, H), values(2, N, H)
    y, cache = many_to_one(h, lengths)
    agrees(y, np.stack([h[n, lengths[n] - 1] for n in range(N)]), 0)
    agrees(
        many_to_one_backward(dy, cache), slope(lambda h: many_to_one(h, lengths)[0], h, dy), 1e-6
    )
    agrees(many_to_one(h)[0], h[:, -1], 0)


@pytest.mark.torch
@few
@given(distinct(4))
def test_many_to_many_is_pytorchs_linear_at_each_step(sizes: tuple[int, ...]) -> None:
    """Values and gradients."""
    import torch

    N, T, H, K = sizes
    arguments = [values(1, N, T, H), values(2, H, K), values(3, K)]
    dy = values(4, N, T, K)
    h, w, b = (torch.tensor(a, requires_grad=True) for a in arguments)
    out = torch.nn.functional.linear(h, w.T, b)
    out.backward(torch.tensor(dy))
    y, cache = many_to_many(*arguments)
    agrees(y, out.detach())
    for actual, wanted in zip(many_to_many_backward(dy, cache), (h, w, b), strict=True):
        agrees(actual, wanted.grad)
    agrees(
        many_to_many_backward(dy, cache)[0],
        slope(lambda h: many_to_many(h, *arguments[1:])[0], arguments[0], dy),
        1e-6,
    )


def test_the_same_layer_serves_all_three() -> None:
    """Output lengths 1 → n, n → 1 and n → n, with the types kept."""
    weights = [values(1, 3, 4), values(2, 4, 4), values(3, 4)]
    weights = [w.astype(np.float32) for w in weights]
    h0 = np.zeros((2, 4), np.float32)
    one, many = values(4, 2, 3).astype(np.float32), values(5, 2, 6, 3).astype(np.float32)
    out, _ = rnn(one_to_many(one, 5), h0, *weights)
    assert out.shape == (2, 5, 4)
    h, _ = rnn(many, h0, *weights)
    assert many_to_one(h)[0].shape == (2, 4)
    tags, _ = many_to_many(h, np.ones((4, 7), np.float32), np.zeros(7, np.float32))
    assert tags.shape == (2, 6, 7)
    assert {a.dtype for a in (out, many_to_one(h)[0], tags)} == {np.dtype(np.float32)}


def test_what_does_not_fit_is_named() -> None:
    """No steps, lengths of 0 or beyond the end, too few axes."""
    h = values(1, 2, 5, 3)
    with pytest.raises(ShapeError, match=r"steps must be at least 1; given: 0\. A sequence"):
        one_to_many(h[:, 0], 0)
    with pytest.raises(ShapeError, match="x must have shape"):
        one_to_many(h, 2)
    for lengths in ([0, 5], [1, 6]):
        with pytest.raises(ShapeError, match="lengths − 1 must lie from 0 to 4"):
            many_to_one(h, np.array(lengths))
    with pytest.raises(ShapeError, match=r"lengths must have shape \(2,\)"):
        many_to_one(h, np.array([1, 2, 3]))
    with pytest.raises(ShapeError, match="weight must have a row for each of the 3 inputs"):
        many_to_many(h, np.ones((4, 2)), np.zeros(2))
