"""Truncated backpropagation through time: the state goes on, the gradient is cut.

    ∂L_t/∂θ ≈ the part that comes from steps e − k, …, t          e the end of the stride that has t

Letters: T steps, k the window in steps, s the stride. The sequence is cut into strides of s steps;
the losses of a stride that ends before step e are sent back through the k steps before e, no
further. With s = k these are the pieces of usual training, one after the other; with s = 1 every
loss (but the first few) is sent back through exactly k steps, its own among them, for k times the
work.

The trap is what "state" and "truncated" mean. The state h is handed on from piece to piece:
starting each piece from zeros instead is another network, which has no memory beyond k. The
gradient is what stops. So a lag of k steps or more gets no gradient and is learned by luck only,
while what a state happens to carry that far may be read. With s = k a loss early in its piece sees
few steps back: the gradient is biased, though not random.

Source: Williams and Peng, 1990, BPTT(h; h′) with h = k and h′ = s.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, must
from .vanilla import Cache, rnn_backward

__all__ = ["truncated_rnn_backward"]


def truncated_rnn_backward(
    dh: Array, cache: Cache, window: int, stride: int | None = None
) -> tuple[Array, Array, Array, Array, Array]:
    """What rnn_backward returns, with every loss sent back through at most `window` steps.

    dh (N, T, H) and the cache are those of the whole sequence: its forward pass is not cut. The
    stride is the window unless given, and at most the window.
    """
    stride = window if stride is None else stride
    must(
        1 <= stride <= window,
        "stride must lie from 1 to window",
        f"window {window}, stride {stride}",
        "Losses before the window would be sent nowhere.",
    )
    x, h, weight_x, weight_h = cache
    must(dh.shape == h[:, 1:].shape, "dh must have the shape of h", dh.shape, f"{h[:, 1:].shape}.")
    T = dh.shape[1]
    dx, dh0 = np.zeros_like(x), np.zeros_like(h[:, 0])
    weights = np.zeros_like(weight_x), np.zeros_like(weight_h), np.zeros_like(weight_h[0])
    for begin in range(0, T, stride):
        end = min(begin + stride, T)
        first = max(0, end - window)
        losses = dh[:, first:end].copy()  # (N, ≤ k, H)
        losses[:, : begin - first] = 0  # these belong to the strides before
        piece = x[:, first:end], h[:, first : end + 1], weight_x, weight_h
        dx_piece, dh_first, *dweights = rnn_backward(losses, piece)
        dx[:, first:end] += dx_piece
        if first == 0:
            dh0 += dh_first  # elsewhere the gradient by the first state is what is cut
        for total, dweight in zip(weights, dweights, strict=True):
            total += dweight
    return dx, dh0, *weights
