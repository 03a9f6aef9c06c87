"""Scaled dot-product attention: each query takes a weighted mean of the values.

    S = q kᵀ / √E          P = softmax(S) over the keys          y = P v

Letters: T queries, S keys with a value each, E numbers in a query and a key, F in a value; any axes
may stand before (samples, heads). Every query reaches every key in one step: nothing is multiplied
along the way, so the distance between them does not weaken the gradient. The price: a T × S table.

Why √E: the product of two vectors of E independent numbers of variance 1 has variance E; without
the division softmax saturates and its gradient vanishes.

A mask says True where a query may look (PyTorch's boolean convention; many codes have it the other
way round). What it hides has score −∞ and weight exactly 0. The trap: a query that may look nowhere
would be 0/0; here it gets zeros, and sends no gradient back. Another: adding −1e9 instead of hiding
leaves such a query a mean of what it must not see.

Source: Vaswani et al., 2017, equation 1.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from ..shapes import Array, floating, must

__all__ = ["attention", "attention_backward", "attention_weights", "masked_softmax"]

Mask = NDArray[np.bool_]
Cache = tuple[Array, Array, Array, Array]


def attention(q: Array, k: Array, v: Array, mask: Mask | None = None) -> tuple[Array, Cache]:
    """The means (..., T, F) and what backward needs; a fully masked query gives zeros.

    q (..., T, E), k (..., S, E), v (..., S, F) with the same leading axes; mask of booleans that
    broadcasts to (..., T, S), True where a query may look.
    """
    q, k, v = floating("q", q), floating("k", k), floating("v", v)
    _fits(q, k, v)
    p = attention_weights(q, k, mask)  # (..., T, S)
    return p @ v, (q, k, v, p)  # (..., T, F)


def attention_weights(q: Array, k: Array, mask: Mask | None = None) -> Array:
    """P (..., T, S): what each query takes of each value; rows sum to 1, or to 0 if all masked."""
    scale = q.dtype.type(q.shape[-1] ** -0.5)
    return masked_softmax((q * scale) @ k.swapaxes(-1, -2), mask)  # q is smaller than the scores


def masked_softmax(scores: Array, mask: Mask | None = None) -> Array:
    """Softmax (..., T, S) over the keys that may be looked at; zeros where there is none."""
    if mask is not None:
        _boolean(mask, scores)
        scores = np.where(mask, scores, -np.inf)
    top = scores.max(axis=-1, keepdims=True)
    p = scores - np.where(top > -np.inf, top, 0)  # no exponent above 0, and no −∞ − (−∞)
    np.exp(p, out=p)
    total = p.sum(axis=-1, keepdims=True)  # (..., T, 1)
    p /= np.where(total > 0, total, 1)  # a fully masked row stays 0
    return p


def attention_backward(dy: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Gradients by q, k and v, in their shapes, for the gradient dy (..., T, F)."""
    q, k, v, p = cache
    dp = dy @ v.swapaxes(-1, -2)  # (..., T, S)
    dv = p.swapaxes(-1, -2) @ dy  # (..., S, F)
    dp -= (p * dp).sum(axis=-1, keepdims=True)
    dp *= p  # the gradient by the scores; 0 where masked
    scale = q.dtype.type(q.shape[-1] ** -0.5)
    dq = (dp @ k) * scale  # (..., T, E)
    dk = dp.swapaxes(-1, -2) @ (q * scale)  # (..., S, E)
    return dq, dk, dv


def _fits(q: Array, k: Array, v: Array) -> None:
    must(
        min(q.ndim, k.ndim, v.ndim) >= 2 and q.shape[:-2] == k.shape[:-2] == v.shape[:-2],
        "q, k and v must have the same axes before the last two",
        f"{q.shape}, {k.shape}, {v.shape}",
        "Repeat the smaller with np.broadcast_to.",
    )
    must(
        q.shape[-1] == k.shape[-1] and k.shape[-2] == v.shape[-2],
        "q and k must be equally wide, and each key have its value",
        f"{q.shape}, {k.shape}, {v.shape}",
        "The last axis holds the numbers of one vector, the one before it the steps.",
    )
    must(k.shape[-2] > 0, "there must be a key or more", f"{k.shape}", "Leave out empty memories.")


def _boolean(mask: Mask, scores: Array) -> None:
    must(
        mask.dtype == np.bool_,
        "mask must be booleans, True where a query may look",
        mask.dtype,
        "An additive mask of 0 and −∞ becomes one with mask == 0.",
    )
    pairs = zip(mask.shape[::-1], scores.shape[::-1], strict=False)
    must(
        mask.ndim <= scores.ndim and all(here in (1, there) for here, there in pairs),
        f"mask must broadcast to the scores {scores.shape}",
        mask.shape,
        "Give it an axis of 1 for the heads: mask[:, None].",
    )
