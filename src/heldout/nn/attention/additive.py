"""Additive attention (Bahdanau's): the score of a pair is a small network of one hidden layer.

    e[t, s] = tanh(q_t W + k_s U) · v          P = softmax(e) over the keys          y = P k

Letters: N samples, T queries, S keys, Q and K their widths, A hidden units; W (Q, A), U (K, A),
v (A,). The keys are the values as well: an encoder's states. Queries and keys may differ in width,
and no √E is needed, since tanh bounds each term. The price against the dot product is a table
(N, T, S, A) in place of (N, T, S).

Masks are those of dot-product attention: True where a query may look, and zeros for a query that
may look nowhere.

Source: Bahdanau, Cho and Bengio, 2015, appendix A.1.2.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating, must, sizes
from .scaled_dot_product import Mask, masked_softmax

__all__ = ["additive_attention", "additive_attention_backward"]

Cache = tuple[Array, Array, Array, Array, Array, Array, Array]


def additive_attention(
    q: Array,
    k: Array,
    weight_query: Array,
    weight_key: Array,
    v: Array,
    *,
    mask: Mask | None = None,
) -> tuple[Array, Cache]:
    """Means of the keys (N, T, K) for queries (N, T, Q), and what backward needs.

    k (N, S, K), weight_query (Q, A), weight_key (K, A), v (A,); the mask broadcasts to (N, T, S).
    """
    q, k = floating("q", q), floating("k", k)
    N, _, Q = sizes("q", q, "N T Q")
    samples, S, K = sizes("k", k, "N S K")
    must(samples == N and S > 0, f"k must have {N} samples and a key", k.shape, "Use one batch.")
    (A,) = sizes("v", v, "A")
    must(
        weight_query.shape == (Q, A) and weight_key.shape == (K, A),
        f"weight_query must have shape ({Q}, {A}) and weight_key ({K}, {A})",
        f"{weight_query.shape} and {weight_key.shape}",
        "Both lead to the A hidden units that v reads.",
    )
    hidden = np.tanh((q @ weight_query)[:, :, None] + (k @ weight_key)[:, None])  # (N, T, S, A)
    p = masked_softmax(hidden @ v, mask)  # (N, T, S)
    return p @ k, (q, k, weight_query, weight_key, v, hidden, p)  # (N, T, K)


def additive_attention_backward(
    dy: Array, cache: Cache
) -> tuple[Array, Array, Array, Array, Array]:
    """Gradients by q, k, weight_query, weight_key and v for dy (N, T, K)."""
    q, k, weight_query, weight_key, v, hidden, p = cache
    dp = dy @ k.swapaxes(-1, -2)  # (N, T, S)
    dscore = p * (dp - (p * dp).sum(axis=-1, keepdims=True))  # (N, T, S)
    dv = np.tensordot(dscore, hidden, axes=3)  # (A,)
    da = dscore[..., None] * (1 - hidden**2) * v  # (N, T, S, A)
    wide = np.promote_types(da.dtype, np.float32)
    dquery = da.sum(axis=2, dtype=wide).astype(da.dtype)  # (N, T, A)
    dkey = da.sum(axis=1, dtype=wide).astype(da.dtype)  # (N, S, A)
    dq = dquery @ weight_query.T  # (N, T, Q)
    dk = p.swapaxes(-1, -2) @ dy + dkey @ weight_key.T  # (N, S, K): as value and as key
    dweight_query = np.tensordot(q, dquery, axes=((0, 1), (0, 1)))  # (Q, A)
    dweight_key = np.tensordot(k, dkey, axes=((0, 1), (0, 1)))  # (K, A)
    return dq, dk, dweight_query, dweight_key, dv
