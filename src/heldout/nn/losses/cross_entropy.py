"""Cross-entropy of class scores (logits): with integer labels, or with a distribution as target.

    sparse        L = −(1/N) Σ_n log softmax(z_n)[t_n]          dL/dz = (softmax(z) − onehot(t)) / N
    categorical   L = −(1/N) Σ_n Σ_c q_nc log softmax(z_n)[c]   dL/dz = (softmax(z) Σ_c q − q) / N

Letters: N samples, C classes. With one-hot q both are the same number; the sparse one holds C times
less. q may be soft (smoothed, mixed up, a teacher's). Two traps. To take the logarithm of a
softmax: a probability that rounds to 0 makes the loss infinite, where log-softmax gives the finite
value. And to let p − q stand for the gradient when the rows of q do not sum to 1.
"""

from __future__ import annotations

import numpy as np

from ..activations.softmax import log_softmax
from ..shapes import Array, Labels, floating, labels, must, sizes
from .pairs import paired

__all__ = ["categorical_cross_entropy", "cross_entropy"]


def cross_entropy(logits: Array, target: Labels) -> tuple[float, Array]:
    """The mean loss over the samples, and its gradient by the logits (N, C)."""
    logits = floating("logits", logits)
    N, C = sizes("logits", logits, "N C")
    target = labels("target", target, C)
    must(target.shape == (N,), f"target must have shape ({N},)", f"{target.shape}", "One each.")
    must(N > 0, "there must be a sample", f"shape {logits.shape}", "Leave an empty batch out.")
    log_p = log_softmax(logits.astype(np.result_type(logits, np.float32)))  # (N, C)
    rows = np.arange(N)
    loss = -float(log_p[rows, target].mean())
    dlogits = np.exp(log_p)  # (N, C)
    dlogits[rows, target] -= 1
    return loss, (dlogits / N).astype(logits.dtype)


def categorical_cross_entropy(logits: Array, target: Array) -> tuple[float, Array]:
    """The mean loss over the samples, and its gradient by the logits (N, C); target (N, C)."""
    z, q, kind = paired(logits, target)
    N, _ = sizes("logits", z, "N C")
    must(bool((q >= 0).all()), "target must not be negative", q.min(), "Rows are distributions.")
    log_p = log_softmax(z)  # (N, C)
    terms = np.multiply(q, log_p, out=np.zeros_like(q), where=q > 0)  # 0 · −∞ is 0
    dlogits = np.exp(log_p) * q.sum(axis=1, keepdims=True) - q  # (N, C)
    return -float(terms.sum()) / N, (dlogits / N).astype(kind)
