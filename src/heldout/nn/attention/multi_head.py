"""Multi-head self-attention: M attentions side by side, each on its own part of the embedding.

    q, k, v = x W + b, cut into three, and each into M heads of E/M numbers
    y = [head_1, …, head_M] W_out + b_out          head_m = attention(q_m, k_m, v_m)

Letters: N samples, T steps, E embedding, M heads; W (E, 3E), b (3E,), W_out (E, E), b_out (E,). One
head can look at one thing at a time, since its weights sum to 1; M heads look at M, for the same
number of weights: 4 (E² + E) whatever M is. The trap is the reshape: (N, T, 3, M, E/M) must have
its axes moved to (3, N, M, T, E/M); reshaping right away mixes steps with heads without an error.

Source: Vaswani et al., 2017, section 3.2.2.
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..layers.dense import dense, dense_backward
from ..shapes import Array, floating, must, sizes
from .scaled_dot_product import Mask, attention, attention_backward

__all__ = ["multi_head_attention", "multi_head_attention_backward"]

Cache = tuple[Any, Any, Any, int]


def multi_head_attention(
    x: Array,
    weight: Array,
    bias: Array,
    weight_out: Array,
    bias_out: Array,
    *,
    heads: int,
    mask: Mask | None = None,
) -> tuple[Array, Cache]:
    """Outputs (N, T, E) of x (N, T, E), and what backward needs.

    weight (E, 3E) has q, k and v side by side, bias (3E,), weight_out (E, E), bias_out (E,); mask
    (T, T), (N, 1, T) or (N, T, T), True where a query may look, is the same for every head.
    """
    x = floating("x", x)
    N, T, E = sizes("x", x, "N T E", "One sequence is a batch of one: x[None].")
    M = heads
    must(M >= 1 and E % M == 0, f"heads must divide E = {E}", M, "Each head has E/M numbers.")
    must(
        weight.shape == (E, 3 * E) and weight_out.shape == (E, E),
        f"weight must have shape ({E}, {3 * E}) and weight_out ({E}, {E})",
        f"{weight.shape} and {weight_out.shape}",
        "PyTorch keeps both transposed: use in_proj_weight.T and out_proj.weight.T.",
    )
    joint, dense_cache = dense(x.reshape(N * T, E), weight, bias)  # (N·T, 3E)
    split = joint.reshape(N, T, 3, M, E // M).transpose(2, 0, 3, 1, 4)  # (3, N, M, T, E/M)
    each = mask[:, None] if mask is not None and mask.ndim == 3 else mask  # an axis for the heads
    head, head_cache = attention(split[0], split[1], split[2], each)  # (N, M, T, E/M)
    side_by_side = head.swapaxes(1, 2).reshape(N * T, E)
    y, out_cache = dense(side_by_side, weight_out, bias_out)
    return y.reshape(N, T, E), (dense_cache, head_cache, out_cache, M)


def multi_head_attention_backward(
    dy: Array, cache: Cache
) -> tuple[Array, Array, Array, Array, Array]:
    """Gradients by x, weight, bias, weight_out and bias_out for dy (N, T, E)."""
    dense_cache, head_cache, out_cache, M = cache
    N, T, E = sizes("dy", dy, "N T E")
    dside, dweight_out, dbias_out = dense_backward(dy.reshape(N * T, E), out_cache)
    dhead = dside.reshape(N, T, M, E // M).swapaxes(1, 2)  # (N, M, T, E/M)
    dsplit = attention_backward(dhead, head_cache)  # three of (N, M, T, E/M)
    djoint = np.stack(dsplit).transpose(1, 3, 0, 2, 4).reshape(N * T, 3 * E)  # (N·T, 3E)
    dx, dweight, dbias = dense_backward(djoint, dense_cache)
    return dx.reshape(N, T, E), dweight, dbias, dweight_out, dbias_out
