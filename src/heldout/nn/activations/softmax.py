"""Softmax and its logarithm: scores become probabilities.

    p_i = exp(z_i) / Σ_j exp(z_j)            dL/dz_i = p_i (dL/dp_i − Σ_j p_j dL/dp_j)
    log p_i = z_i − log Σ_j exp(z_j)         dL/dz_i = g_i − p_i Σ_j g_j,   g = dL/d log p

The trap: exp overflows from 89 in float32 and 710 in float64. Both are unchanged when a constant is
taken from every score, so the largest is taken first; then no exponent is above 0.
A score of −∞ has probability 0; a row of −∞ alone has no softmax, and gives nan here as in PyTorch.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating

__all__ = ["log_softmax", "log_softmax_backward", "softmax", "softmax_backward"]


def softmax(z: Array, axis: int = -1) -> Array:
    """Probabilities along that axis, in the shape and type of the scores."""
    return np.exp(log_softmax(z, axis))


def softmax_backward(dp: Array, p: Array, axis: int = -1) -> Array:
    """The gradient by the scores, from that by the probabilities p which softmax returned."""
    return p * (dp - (p * dp).sum(axis=axis, keepdims=True))


def log_softmax(z: Array, axis: int = -1) -> Array:
    """Logarithms of the probabilities; finite where softmax would round to 0."""
    z = floating("z", z)
    shifted = z - z.max(axis=axis, keepdims=True)  # the largest becomes 0
    return shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))


def log_softmax_backward(dlog: Array, log_p: Array, axis: int = -1) -> Array:
    """The gradient by the scores, from that by the logarithms which log_softmax returned."""
    return dlog - np.exp(log_p) * dlog.sum(axis=axis, keepdims=True)
