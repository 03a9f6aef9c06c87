"""Attention against PyTorch, finite differences, and the laws of a weighted mean."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from heldout.nn.attention import attention, attention_backward, attention_weights
from heldout.nn.shapes import Array, ShapeError

from ..oracle import agrees, distinct, slope, values

few = settings(max_examples=25, deadline=None)


def _arguments(N: int, M: int, T: int, S: int, E: int, F: int) -> list[Array]:
    """q, k and v for N samples of M heads."""
    return [values(1, N, M, T, E), values(2, N, M, S, E), values(3, N, M, S, F)]


def _mask(N: int, T: int, S: int) -> np.ndarray:
    """About half hidden, the same for every head; a key at least for each query."""
    mask = np.random.default_rng(4).random((N, 1, T, S)) < 0.5
    mask[..., 0] |= ~mask.any(axis=-1)
    return mask


@pytest.mark.torch
@few
@given(distinct(6), st.booleans())
def test_values_and_gradients_are_pytorchs(sizes: tuple[int, ...], masked: bool) -> None:
    """By q, k and v, with and without a mask."""
    import torch

    N, M, T, S, _, F = sizes
    arguments = _arguments(*sizes)
    mask = _mask(N, T, S) if masked else None
    q, k, v = (torch.tensor(a, requires_grad=True) for a in arguments)
    allowed = torch.tensor(mask) if masked else None
    out = torch.nn.functional.scaled_dot_product_attention(q, k, v, attn_mask=allowed)
    dy = values(5, N, M, T, F)
    out.backward(torch.tensor(dy))

    y, cache = attention(*arguments, mask)
    agrees(y, out.detach())
    for actual, wanted in zip(attention_backward(dy, cache), (q, k, v), strict=True):
        agrees(actual, wanted.grad)


@settings(max_examples=10, deadline=None)
@given(distinct(4, most=4), st.booleans())
def test_gradients_are_finite_differences(sizes: tuple[int, ...], masked: bool) -> None:
    """By each of q, k and v, without axes in front."""
    T, S, E, F = sizes
    arguments = [values(1, T, E), values(2, S, E), values(3, S, F)]
    mask = _mask(1, T, S)[0, 0] if masked else None
    _, cache = attention(*arguments, mask)
    dy = values(5, T, F)
    for place, actual in enumerate(attention_backward(dy, cache)):

        def f(moved: Array, place: int = place) -> Array:
            return attention(*arguments[:place], moved, *arguments[place + 1 :], mask)[0]

        agrees(actual, slope(f, arguments[place], dy), 1e-6)


@few
@given(distinct(6))
def test_rows_are_weights(sizes: tuple[int, ...]) -> None:
    """None negative, summing to 1, exactly 0 where hidden; a mean of equal values is that value."""
    q, k, v = _arguments(*sizes)
    mask = _mask(sizes[0], sizes[2], sizes[3])
    p = attention_weights(q, k, mask)
    assert (p >= 0).all()
    assert (p[~np.broadcast_to(mask, p.shape)] == 0).all()
    agrees(p.sum(axis=-1), np.ones(p.shape[:-1]), 1e-12)
    agrees(
        attention(q, k, np.full_like(v, 2.5), mask)[0], np.full((*q.shape[:-1], v.shape[-1]), 2.5)
    )


@few
@given(distinct(6))
def test_the_order_of_the_keys_does_not_matter(sizes: tuple[int, ...]) -> None:
    """Keys permuted with their values give the same; queries permuted, the outputs likewise."""
    q, k, v = _arguments(*sizes)
    y, _ = attention(q, k, v)
    order = np.random.default_rng(7).permutation(sizes[3])
    agrees(attention(q, k[..., order, :], v[..., order, :])[0], y, 1e-12)
    order = np.random.default_rng(8).permutation(sizes[2])
    agrees(attention(q[..., order, :], k, v)[0], y[..., order, :], 1e-12)


def test_it_is_linear_in_the_values() -> None:
    """For weights that stay, and unchanged by a vector added to every key."""
    q, k, v = _arguments(2, 3, 4, 5, 6, 7)
    w = values(9, *v.shape)
    agrees(attention(q, k, 2 * v - w)[0], 2 * attention(q, k, v)[0] - attention(q, k, w)[0], 1e-12)
    agrees(attention(q, k + values(10, 6), v)[0], attention(q, k, v)[0], 1e-12)


def test_a_query_that_may_look_nowhere_gets_zeros() -> None:
    """Not nan, and it sends no gradient to anything; the other queries are as without it."""
    q, k, v = _arguments(1, 2, 4, 5, 3, 6)
    mask = np.ones((4, 5), dtype=bool)
    mask[2] = False
    y, cache = attention(q, k, v, mask)
    assert (y[:, :, 2] == 0).all()
    dq, dk, dv = attention_backward(np.ones_like(y), cache)
    assert (dq[:, :, 2] == 0).all()
    rest = [0, 1, 3]
    _, cache = attention(q[:, :, rest], k, v)
    _, rest_dk, rest_dv = attention_backward(np.ones_like(y[:, :, rest]), cache)
    agrees(dk, rest_dk, 1e-12)
    agrees(dv, rest_dv, 1e-12)


def test_scores_of_a_thousand_choose_one_value() -> None:
    """The exponent is never above 0; equal scores share, the largest takes all."""
    q = np.array([[1000.0, 0.0], [-1000.0, 0.0], [0.0, 0.0]])
    k = np.array([[1.0, 0.0], [-1.0, 0.0]])
    v = np.array([[1.0], [3.0]])
    y, cache = attention(q * 2**0.5, k, v)
    agrees(y, [[1.0], [3.0], [2.0]], 1e-12)
    assert all(np.isfinite(g).all() for g in attention_backward(np.ones_like(y), cache))


def test_one_key_is_returned_whole() -> None:
    """Length 1, batch 1: the only value, whatever its score, and no gradient to the scores."""
    q, k, v = _arguments(1, 1, 1, 1, 4, 3)
    y, cache = attention(q, k, v)
    agrees(y, v, 0)
    dq, dk, _ = attention_backward(np.ones_like(y), cache)
    agrees(dq, np.zeros_like(q), 1e-15)
    agrees(dk, np.zeros_like(k), 1e-15)


def test_variance_of_the_scores_does_not_grow_with_the_width() -> None:
    """What √E is for: the weights of wide vectors are no sharper than those of narrow ones."""
    sharpest = [
        attention_weights(values(1, 500, E), values(2, 50, E)).max(axis=-1).mean() for E in (8, 512)
    ]
    assert abs(sharpest[0] - sharpest[1]) < 0.05


@pytest.mark.parametrize(("dtype", "tolerance"), [(np.float32, 1e-5), (np.float16, 1e-2)])
def test_the_type_is_kept(dtype: type, tolerance: float) -> None:
    """Values and gradients have the type of the inputs, with and without a mask."""
    arguments = _arguments(2, 3, 4, 5, 6, 7)
    narrow = [a.astype(dtype) for a in arguments]
    for mask in (None, _mask(2, 4, 5)):
        y, cache = attention(*arguments, mask)
        narrow_y, narrow_cache = attention(*narrow, mask)
        assert narrow_y.dtype == dtype
        agrees(narrow_y, y, tolerance)
        pairs = zip(
            attention_backward(np.ones_like(narrow_y), narrow_cache),
            attention_backward(np.ones_like(y), cache),
            strict=True,
        )
        for narrow_gradient, gradient in pairs:
            assert narrow_gradient.dtype == dtype
            agrees(narrow_gradient, gradient, 4 * tolerance)


def test_arguments_are_left_as_they_were() -> None:
    """Forward and backward write into arrays of their own."""
    arguments = _arguments(2, 3, 4, 5, 6, 7)
    kept = [a.copy() for a in arguments]
    y, cache = attention(*arguments)
    dy = np.ones_like(y)
    attention_backward(dy, cache)
    agrees(dy, np.ones_like(y), 0)
    for now, before in zip(arguments, kept, strict=True):
        agrees(now, before, 0)


def test_what_does_not_fit_is_named() -> None:
    """Shapes of q, k, v and the mask, and a mask that is not of booleans."""
    q, k, v = _arguments(2, 3, 4, 5, 6, 7)
    with pytest.raises(ShapeError, match=r"same axes before the last two; given: .* Repeat"):
        attention(q[0], k, v)
    with pytest.raises(ShapeError, match="equally wide"):
        attention(q[..., :-1], k, v)
    with pytest.raises(ShapeError, match="each key have its value"):
        attention(q, k, v[..., :-1, :])
    with pytest.raises(ShapeError, match="a key or more"):
        attention(q, k[..., :0, :], v[..., :0, :])
    with pytest.raises(ShapeError, match="must be booleans"):
        attention(q, k, v, np.zeros((4, 5)))
    with pytest.raises(ShapeError, match="must broadcast"):
        attention(q, k, v, np.ones((5, 4), dtype=bool))
