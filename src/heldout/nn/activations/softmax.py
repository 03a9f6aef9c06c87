"""Softmax and its logarithm: scores become probabilities.

    p_i = exp(z_i) / Σ_j exp(z_j)            dL/dz_i = p_i (dL/dp_i − Σ_j p_j dL/dp_j)
    log p_i = z_i − log Σ_j exp(z_j)         dL/dz_i = g_i − p_i Σ_j g_j,   g = dL/d log p

The trap: exp overflows from 89 in float32 and 710 in float64. Both are unchanged when a constant is
taken from every score, so the largest is taken first; then no exponent is above 0. A second one:
the logarithm of a probability that was rounded to 0 is −∞, where log_softmax has the finite value.

A score of −∞ (a masked place) has probability 0. A row of −∞ alone has no softmax: −∞ less the
largest, −∞, is nan, and PyTorch gives that. Here such a row has probability 0 in every place and
−∞ as logarithms: what may look nowhere sees nothing, and nothing spreads from it. float16 is summed
in float32: there a sum ends at 65,504, and a logarithm near −10 has two digits after the point.
Source: Boltzmann, 1868; for networks Bridle, 1990.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating

__all__ = ["log_softmax", "log_softmax_backward", "softmax", "softmax_backward"]


def softmax(z: Array, axis: int = -1) -> Array:
    """Probabilities along that axis, in the shape and type of the scores."""
    shifted, kind = _shifted(z, axis)
    e = np.exp(shifted)  # from 0 to 1
    return (e / _total(e, axis)).astype(kind, copy=False)


def softmax_backward(dp: Array, p: Array, axis: int = -1) -> Array:
    """The gradient by the scores, from that by the probabilities p which softmax returned."""
    return p * (dp - (p * dp).sum(axis=axis, keepdims=True))


def log_softmax(z: Array, axis: int = -1) -> Array:
    """Logarithms of the probabilities; finite where softmax would round to 0."""
    shifted, kind = _shifted(z, axis)
    return (shifted - np.log(_total(np.exp(shifted), axis))).astype(kind, copy=False)


def log_softmax_backward(dlog: Array, log_p: Array, axis: int = -1) -> Array:
    """The gradient by the scores, from that by the logarithms which log_softmax returned."""
    return dlog - np.exp(log_p) * dlog.sum(axis=axis, keepdims=True)


def _shifted(z: Array, axis: int) -> tuple[Array, np.dtype[np.floating]]:
    """The scores less the largest of their row, in float32 or wider; and the type they had."""
    z = floating("z", z)
    wide = z.astype(np.result_type(z, np.float32), copy=False)
    largest = wide.max(axis=axis, keepdims=True)
    return wide - np.where(np.isneginf(largest), 0, largest), z.dtype  # a masked row stays −∞


def _total(e: Array, axis: int) -> Array:
    """The sum along the axis, at least 1 wherever there is a score above −∞."""
    total = e.sum(axis=axis, keepdims=True)
    return np.where(total == 0, 1, total)
