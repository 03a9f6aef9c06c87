"""Additive attention against autograd, a slow loop, finite differences and its laws."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.attention import additive_attention, additive_attention_backward, padding_mask
from heldout.nn.shapes import Array, ShapeError

from ..oracle import agrees, distinct, slope, values

few = settings(max_examples=20, deadline=None)


def _arguments(N: int, T: int, S: int, Q: int, K: int, A: int) -> list[Array]:
    """q, k, weight_query, weight_key and v."""
    shapes = [(N, T, Q), (N, S, K), (Q, A), (K, A), (A,)]
    return [values(seed, *shape) for seed, shape in enumerate(shapes)]


@few
@given(distinct(6))
def test_values_follow_the_definition(sizes: tuple[int, ...]) -> None:
    """One pair at a time."""
    N, T, S, *_ = sizes
    q, k, w, u, v = _arguments(*sizes)
    y, _ = additive_attention(q, k, w, u, v)
    for n in range(N):
        for t in range(T):
            scores = np.array([np.tanh(q[n, t] @ w + k[n, s] @ u) @ v for s in range(S)])
            p = np.exp(scores) / np.exp(scores).sum()
            agrees(y[n, t], sum(p[s] * k[n, s] for s in range(S)), 1e-10)


@pytest.mark.torch
@few
@given(distinct(6), st.data())
def test_gradients_are_pytorchs(sizes: tuple[int, ...], data: st.DataObject) -> None:
    """Of the same formula, by autograd, with padding."""
    import torch

    N, T, S, _, K, _ = sizes
    arguments, dy = _arguments(*sizes), values(6, N, T, K)
    lengths = np.array(data.draw(st.lists(st.integers(1, S), min_size=N, max_size=N)))
    mask = padding_mask(lengths, S)
    q, k, w, u, v = (torch.tensor(a, requires_grad=True) for a in arguments)
    scores = torch.tanh((q @ w)[:, :, None] + (k @ u)[:, None]) @ v
    out = scores.masked_fill(torch.tensor(~mask), -torch.inf).softmax(-1) @ k
    out.backward(torch.tensor(dy))
    y, cache = additive_attention(*arguments, mask=mask)
    agrees(y, out.detach())
    back = additive_attention_backward(dy, cache)
    for actual, wanted in zip(back, (q, k, w, u, v), strict=True):
        agrees(actual, wanted.grad)


@settings(max_examples=5, deadline=None)
@given(distinct(6, most=6))
def test_gradients_are_finite_differences(sizes: tuple[int, ...]) -> None:
    """By each argument."""
    N, T, _, _, K, _ = sizes
    arguments, dy = _arguments(*sizes), values(6, N, T, K)
    _, cache = additive_attention(*arguments)
    for place, actual in enumerate(additive_attention_backward(dy, cache)):

        def f(moved: Array, place: int = place) -> Array:
            return additive_attention(*arguments[:place], moved, *arguments[place + 1 :])[0]

        agrees(actual, slope(f, arguments[place], dy), 1e-6)


def test_without_v_it_is_the_plain_mean() -> None:
    """All scores equal; with v of a thousand one key is taken; hidden from all, zeros."""
    q, k, w, u, v = _arguments(2, 3, 5, 4, 6, 7)
    agrees(additive_attention(q, k, w, u, 0 * v)[0], np.stack([k.mean(axis=1)] * 3, 1), 1e-12)
    y, cache = additive_attention(q, k, w, u, 1e5 * v)
    assert (np.abs(y[:, :, None] - k[:, None]).max(axis=-1).min(axis=-1) < 1e-9).all()
    assert all(np.isfinite(g).all() for g in additive_attention_backward(y, cache))
    y, cache = additive_attention(q, k, w, u, v, mask=padding_mask(np.array([5, 0]), 5))
    assert (y[1] == 0).all()
    dq, dk, *_ = additive_attention_backward(np.ones_like(y), cache)
    assert (dq[1] == 0).all()
    assert (dk[1] == 0).all()


def test_the_order_of_the_keys_does_not_matter() -> None:
    """And the type is kept, in float16 too; one key of one sample is returned whole."""
    q, k, *weights = _arguments(2, 3, 5, 4, 6, 7)
    y, _ = additive_attention(q, k, *weights)
    agrees(additive_attention(q, k[:, [4, 2, 0, 1, 3]], *weights)[0], y, 1e-12)
    for dtype, tolerance in ((np.float32, 1e-5), (np.float16, 2e-2)):
        narrow, cache = additive_attention(*(a.astype(dtype) for a in (q, k, *weights)))
        agrees(narrow, y, tolerance)
        back = additive_attention_backward(narrow, cache)
        assert {narrow.dtype, *(g.dtype for g in back)} == {np.dtype(dtype)}
    q, k, *weights = _arguments(1, 1, 1, 2, 3, 4)
    agrees(additive_attention(q, k, *weights)[0], k, 0)


def test_what_does_not_fit_is_named() -> None:
    """Keys of another batch, weights that do not meet."""
    q, k, w, u, v = _arguments(2, 3, 5, 4, 6, 7)
    with pytest.raises(ShapeError, match=r"k must have 2 samples and a key; given: .* Use one"):
        additive_attention(q, k[:1], w, u, v)
    with pytest.raises(ShapeError, match="weight_query must have shape"):
        additive_attention(q, k, w[:-1], u, v)
    with pytest.raises(ShapeError, match=r"v must have shape \(A\)"):
        additive_attention(q, k, w, u, v[None])
