"""Maxout: the largest of P affine maps; an activation that is learned.

    y_k = max_p (x · W_p + b_p)_k          p*(n, k) = the piece that won
    dL/dW_p[:, k] = Σ over the n where p won of dL/dy_nk x_n
    dL/dx_n = Σ_k dL/dy_nk W_{p*(n,k)}[:, k]

Letters: N samples, D inputs, P pieces, K outputs. Each output is convex and piecewise linear in x:
two pieces make a ReLU or |x|, many any convex curve; what is not convex needs the difference of two
of them. It costs P times the weights. The trap is a tie: exactly one piece has the gradient (here
the first); sharing it among all winners, or giving all of it to each, is another function's.
Source: Goodfellow, Warde-Farley, Mirza, Courville and Bengio, 2013.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, Labels, must, sizes

__all__ = ["maxout", "maxout_backward"]

Cache = tuple[Array, Array, Labels]


def maxout(x: Array, weight: Array, bias: Array) -> tuple[Array, Cache]:
    """Outputs (N, K) of inputs (N, D), weight (P, D, K) and bias (P, K); and for backward."""
    _, D = sizes("x", x, "N D", "Flatten the rest first: x.reshape(len(x), -1).")
    P, rows, K = sizes("weight", weight, "P D K")
    must(rows == D, f"weight must have shape (P, {D}, K)", weight.shape, "A row for each input.")
    must(bias.shape == (P, K), f"bias must have shape ({P}, {K})", bias.shape, "One each.")
    pieces = x @ weight + bias[:, None]  # (P, N, K)
    winner = pieces.argmax(axis=0)  # (N, K)
    return pieces.max(axis=0), (x, weight, winner)  # (N, K)


def maxout_backward(dy: Array, cache: Cache) -> tuple[Array, Array, Array]:
    """Gradients by x (N, D), weight (P, D, K) and bias (P, K) for the gradient dy (N, K)."""
    x, weight, winner = cache
    piece = np.arange(len(weight))[:, None, None]  # (P, 1, 1)
    dpieces = np.where(winner == piece, dy, 0)  # (P, N, K): to the winner alone
    dx = (dpieces @ weight.swapaxes(1, 2)).sum(axis=0)  # (N, D)
    return dx, x.T @ dpieces, dpieces.sum(axis=1)
