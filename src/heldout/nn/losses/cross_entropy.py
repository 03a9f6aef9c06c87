"""Cross-entropy of class scores (logits) with integer labels.

    L = −(1/N) Σ_n log softmax(z_n)[t_n]          dL/dz = (softmax(z) − onehot(t)) / N

Letters: N samples, C classes. The trap is to take the logarithm of a softmax: a probability that
rounds to 0 makes the loss infinite, where log-softmax gives the finite value.
"""

from __future__ import annotations

import numpy as np

from ..activations.softmax import log_softmax
from ..shapes import Array, Labels, labels, must, sizes

__all__ = ["cross_entropy"]


def cross_entropy(logits: Array, target: Labels) -> tuple[float, Array]:
    """The mean loss over the samples, and its gradient by the logits (N, C)."""
    N, C = sizes("logits", logits, "N C")
    target = labels("target", target, C)
    must(target.shape == (N,), f"target must have shape ({N},)", f"{target.shape}", "One each.")
    log_p = log_softmax(logits)  # (N, C)
    rows = np.arange(N)
    loss = -float(log_p[rows, target].mean())
    dlogits = np.exp(log_p)  # (N, C)
    dlogits[rows, target] -= 1
    return loss, dlogits / N
