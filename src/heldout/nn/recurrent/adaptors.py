"""One to many, many to one, many to many: what stands before and after a recurrent layer.

    one → many     x (N, D)    is repeated at each of T steps             caption of a picture
    many → one     h (N, T, H) gives the state at its last real step      sentiment of a sentence
    many → many    h (N, T, H) gives y_t = h_t W + b at each step         tags of its words

Letters: N samples, T steps, D inputs, H hidden units, K outputs. All three change shapes only; the
layer between them is the same. Where the output has another length than the input (translation) an
encoder and a decoder are needed: `attention.SequenceToSequence`.

Two traps. In a padded batch the last state is not h[:, −1] but the one at the sample's own length.
And the gradient of a repeated input, as of weights that serve every step, is the sum over the
steps.

Source of the three pictures: Karpathy, 2015, "The unreasonable effectiveness of RNNs".
"""

from __future__ import annotations

import numpy as np

from ..layers.dense import dense, dense_backward
from ..shapes import Array, Labels, floating, labels, must, sizes

__all__ = [
    "many_to_many",
    "many_to_many_backward",
    "many_to_one",
    "many_to_one_backward",
    "one_to_many",
    "one_to_many_backward",
]


def one_to_many(x: Array, steps: int) -> Array:
    """x (N, D) at each of T steps: (N, T, D), a new array."""
    x = floating("x", x)
    sizes("x", x, "N D", "One vector for each sample.")
    must(steps >= 1, "steps must be at least 1", steps, "A sequence has a step or more.")
    return np.repeat(x[:, None], steps, axis=1)  # (N, T, D)


def one_to_many_backward(dy: Array) -> Array:
    """The gradient by x (N, D): the sum over the steps of dy (N, T, D)."""
    wide = np.promote_types(dy.dtype, np.float32)
    return dy.sum(axis=1, dtype=wide).astype(dy.dtype)  # (N, D)


def many_to_one(h: Array, lengths: Labels | None = None) -> tuple[Array, tuple[int, Labels]]:
    """The state (N, H) at the end of each sequence of h (N, T, H), and what backward needs.

    lengths (N,) run from 1 to T, and are T unless given.
    """
    h = floating("h", h)
    N, T, _ = sizes("h", h, "N T H")
    last = labels("lengths − 1", np.full(N, T) - 1 if lengths is None else lengths - 1, T)
    must(last.shape == (N,), f"lengths must have shape ({N},)", last.shape, "One each.")
    return h[np.arange(N), last], (T, last)  # (N, H)


def many_to_one_backward(dy: Array, cache: tuple[int, Labels]) -> Array:
    """The gradient by h (N, T, H) of dy (N, H): zeros except at the ends."""
    T, last = cache
    N, H = sizes("dy", dy, "N H")
    dh = np.zeros((N, T, H), dy.dtype)
    dh[np.arange(N), last] = dy
    return dh


def many_to_many(h: Array, weight: Array, bias: Array) -> tuple[Array, tuple[Array, Array]]:
    """Outputs (N, T, K) of states (N, T, H) by one dense layer at every step."""
    h = floating("h", h)
    N, T, H = sizes("h", h, "N T H")
    y, cache = dense(h.reshape(N * T, H), weight, bias)
    return y.reshape(N, T, -1), cache  # (N, T, K)


def many_to_many_backward(dy: Array, cache: tuple[Array, Array]) -> tuple[Array, Array, Array]:
    """Gradients by h (N, T, H), weight (H, K) and bias (K,) of dy (N, T, K)."""
    N, T, K = sizes("dy", dy, "N T K")
    dh, dweight, dbias = dense_backward(dy.reshape(N * T, K), cache)
    return dh.reshape(N, T, -1), dweight, dbias
