"""Grouped queries against repeated heads, PyTorch and finite differences."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings

from heldout.nn.attention import (
    attention,
    grouped_query_attention,
    grouped_query_attention_backward,
)
from heldout.nn.shapes import Array, ShapeError

from ..oracle import agrees, distinct, slope, values


def _arguments(N: int, G: int, share: int, T: int, S: int, E: int, F: int) -> list[Array]:
    shapes = [(N, G * share, T, E), (N, G, S, E), (N, G, S, F)]
    return [values(seed, *shape) for seed, shape in enumerate(shapes)]


@settings(max_examples=20, deadline=None)
@given(distinct(7))
def test_neighbours_share_a_head(sizes: tuple[int, ...]) -> None:
    """As if each head of keys and values were written down once for each head of its group."""
    q, k, v = _arguments(*sizes)
    mask = values(4, sizes[0], sizes[3], sizes[4]) > -0.5
    repeated = [np.repeat(x, sizes[2], axis=1) for x in (k, v)]
    expected, _ = attention(q, *repeated, mask[:, None])
    y, _ = grouped_query_attention(q, k, v, mask)
    agrees(y, expected)
    agrees(grouped_query_attention(q, k, v, mask[0])[0][0], expected[0])


@pytest.mark.torch
def test_values_and_gradients_are_pytorchs() -> None:
    """PyTorch's own grouped attention."""
    import torch

    q, k, v = (torch.tensor(x, requires_grad=True) for x in _arguments(2, 3, 2, 4, 5, 6, 7))
    scaled = torch.nn.functional.scaled_dot_product_attention
    out = scaled(q, k, v, enable_gqa=True)
    dy = values(5, *out.shape)
    expected = torch.autograd.grad((out * torch.tensor(dy)).sum(), (q, k, v))
    y, cache = grouped_query_attention(*_arguments(2, 3, 2, 4, 5, 6, 7))
    agrees(y, out.detach())
    for actual, wanted in zip(grouped_query_attention_backward(dy, cache), expected, strict=True):
        agrees(actual, wanted)


def test_gradients_of_shared_heads_are_added_up() -> None:
    """By finite differences."""
    q, k, v = _arguments(1, 2, 3, 2, 3, 2, 2)
    y, cache = grouped_query_attention(q, k, v)
    dy = values(5, *y.shape)
    dq, dk, dv = grouped_query_attention_backward(dy, cache)
    agrees(dq, slope(lambda q: grouped_query_attention(q, k, v)[0], q, dy), 1e-6)
    agrees(dk, slope(lambda k: grouped_query_attention(q, k, v)[0], k, dy), 1e-6)
    agrees(dv, slope(lambda v: grouped_query_attention(q, k, v)[0], v, dy), 1e-6)


def test_heads_must_fit() -> None:
    """Three query heads are no two groups."""
    with pytest.raises(ShapeError, match="must divide"):
        grouped_query_attention(np.ones((1, 3, 2, 2)), np.ones((1, 2, 2, 2)), np.ones((1, 2, 2, 2)))
