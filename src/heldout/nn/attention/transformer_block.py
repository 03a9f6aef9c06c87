"""A transformer block: look around, then think, each added to what was there.

    u = x + MultiHead(LayerNorm(x))          y = u + GELU(LayerNorm(u) W_1 + b_1) W_2 + b_2

Letters: N samples, T steps, E embedding, M heads, K hidden units of the dense part (4E is usual).
It keeps the shape, so that blocks are stacked. With all output weights 0 it is the identity.

This is the pre-norm form: normalization stands inside the branches and the sum is left alone, so
that a gradient runs down the sums unscaled. The original (post-norm) put it on the sum and needs
warmup to train when deep. The trap is what pre-norm leaves behind: the sum grows from block to
block and has to be normalized once more after the last. GELU is its tanh form, as in BERT and
GPT-2.

Sources: Vaswani et al., 2017, section 3.1; Xiong et al., 2020 (pre-norm).
"""

from __future__ import annotations

from typing import Any

import numpy as np

from ..activations.gelu import gelu_tanh, gelu_tanh_backward
from ..initializers.glorot import glorot
from ..layers.dense import dense, dense_backward
from ..layers.layer_norm import layer_norm, layer_norm_backward
from ..shapes import Array, Parameters, floating, sizes
from .multi_head import multi_head_attention, multi_head_attention_backward
from .scaled_dot_product import Mask

__all__ = ["block_parameters", "transformer_block", "transformer_block_backward"]

Cache = tuple[Any, Any, Any, Any, Any, Array]
ATTENTION = ("weight", "bias", "weight_out", "bias_out")


def block_parameters(E: int, hidden: int, rng: np.random.Generator) -> Parameters:
    """Glorot weights, biases of 0, γ of 1: 4 (E² + E) + 2EK + K + E + 4E numbers, in float64."""
    parts = [glorot(rng, (E, E)) for _ in range(3)]  # q, k and v are three layers, not one wide
    return {
        "weight": np.concatenate(parts, axis=1),
        "bias": np.zeros(3 * E),
        "weight_out": glorot(rng, (E, E)),
        "bias_out": np.zeros(E),
        "weight_1": glorot(rng, (E, hidden)),
        "bias_1": np.zeros(hidden),
        "weight_2": glorot(rng, (hidden, E)),
        "bias_2": np.zeros(E),
        "gamma_1": np.ones(E),
        "beta_1": np.zeros(E),
        "gamma_2": np.ones(E),
        "beta_2": np.zeros(E),
    }


def transformer_block(
    x: Array, parameters: Parameters, heads: int, mask: Mask | None = None
) -> tuple[Array, Cache]:
    """Outputs (N, T, E) of x (N, T, E), and what backward needs; the mask is multi_head's."""
    x = floating("x", x)
    N, T, E = sizes("x", x, "N T E", "One sequence is a batch of one: x[None].")
    p = parameters
    normal, norm_1 = layer_norm(x, p["gamma_1"], p["beta_1"])
    weights = [p[name] for name in ATTENTION]
    seen, looked = multi_head_attention(normal, *weights, heads=heads, mask=mask)
    u = x + seen  # (N, T, E)
    normal, norm_2 = layer_norm(u, p["gamma_2"], p["beta_2"])
    a, dense_1 = dense(normal.reshape(N * T, E), p["weight_1"], p["bias_1"])  # (N·T, K)
    thought, dense_2 = dense(gelu_tanh(a), p["weight_2"], p["bias_2"])  # (N·T, E)
    return u + thought.reshape(N, T, E), (norm_1, looked, norm_2, dense_1, dense_2, a)


def transformer_block_backward(dy: Array, cache: Cache) -> tuple[Array, Parameters]:
    """The gradient by x (N, T, E), and those by the parameters under their names."""
    norm_1, looked, norm_2, dense_1, dense_2, a = cache
    N, T, E = sizes("dy", dy, "N T E")
    g: Parameters = {}
    da, g["weight_2"], g["bias_2"] = dense_backward(dy.reshape(N * T, E), dense_2)
    dnormal, g["weight_1"], g["bias_1"] = dense_backward(gelu_tanh_backward(da, a), dense_1)
    du, g["gamma_2"], g["beta_2"] = layer_norm_backward(dnormal.reshape(N, T, E), norm_2)
    du = dy + du  # the sum hands its gradient to both
    dnormal, *dweights = multi_head_attention_backward(du, looked)
    g.update(zip(ATTENTION, dweights, strict=True))
    dx, g["gamma_1"], g["beta_1"] = layer_norm_backward(dnormal, norm_1)
    return du + dx, g
