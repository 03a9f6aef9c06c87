"""Grouped-query attention: several query heads share one head of keys and values.

    y_h = attention(q_h, k_g, v_g)          g = ⌊h G / H⌋

Letters: N samples, H query heads, G heads of keys and values (G divides H), T queries, S keys, E
and F the widths of a head. G = 1 is multi-query attention, G = H the ordinary one. What a writing
model keeps of earlier words are keys and values, so its cache shrinks by H / G.

The trap is who shares with whom: neighbours do (0 0 1 1, `np.repeat`), not every G-th head
(0 1 0 1, `np.tile`). Here nothing is repeated: an axis for the heads of a group lets k broadcast.

Source: Ainslie et al., 2023; Shazeer, 2019 (multi-query).
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating, must, sizes
from .scaled_dot_product import Mask, attention, attention_backward

__all__ = ["grouped_query_attention", "grouped_query_attention_backward"]

Cache = tuple[Array, Array, Array, Array]


def grouped_query_attention(
    q: Array, k: Array, v: Array, mask: Mask | None = None
) -> tuple[Array, Cache]:
    """The heads (N, H, T, F) and what backward needs.

    q (N, H, T, E), k (N, G, S, E), v (N, G, S, F); mask (T, S), or (N, T, S) for each sample, True
    where a query may look.
    """
    q, k, v = floating("q", q), floating("k", k), floating("v", v)
    N, H, T, E = sizes("q", q, "N H T E")
    _, G, _, _ = sizes("k", k, "N G S E")
    must(H % G == 0, f"the {G} heads of k must divide the {H} of q", k.shape, "Drop none.")
    if mask is not None and mask.ndim == 3:
        mask = mask[:, None, None]  # an axis for the groups, one for their heads
    share = H // G
    shared = (N, G, share)
    keys = np.broadcast_to(k[:, :, None], (*shared, *k.shape[2:]))  # a view
    values = np.broadcast_to(v[:, :, None], (*shared, *v.shape[2:]))
    y, cache = attention(q.reshape(*shared, T, E), keys, values, mask)
    return y.reshape(N, H, T, -1), cache


def grouped_query_attention_backward(dy: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Gradients by q, k and v for dy (N, H, T, F): those of shared heads are added up."""
    N, G, share = cache[0].shape[:3]
    dq, dk, dv = attention_backward(dy.reshape(N, G, share, *dy.shape[2:]), cache)
    return dq.reshape(N, G * share, *dq.shape[3:]), dk.sum(axis=2), dv.sum(axis=2)
