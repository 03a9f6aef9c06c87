"""Cross-entropy that counts some classes more, and some samples not at all.

    L = −Σ_n w[t_n] log softmax(z_n)[t_n] / Σ_n w[t_n]
    dL/dz_n = w[t_n] (softmax(z_n) − onehot(t_n)) / Σ_m w[t_m]
    balanced weights:  w[c] = N / (C · count of c)

With balanced weights every class pulls as much as any other, however rare; recall of the rare one
rises, and so do its false alarms, and the probabilities are no longer those of the data. The trap
is the mean: it is over the weights, not over N, else padding and rare classes change the learning
rate. A batch in which everything is ignored has loss 0 and gradient 0 here (0/0 is nan in PyTorch).
"""

from __future__ import annotations

import numpy as np

from ..activations.softmax import log_softmax
from ..shapes import Array, Labels, floating, labels, must, sizes

__all__ = ["balanced_weights", "weighted_cross_entropy"]


def balanced_weights(target: Labels, classes: int) -> Array:
    """Weights (C,), float64, that make all classes weigh the same; 1 on average over samples."""
    target = labels("target", target, classes)
    counts = np.bincount(target.ravel(), minlength=classes)  # (C,)
    must(
        bool((counts > 0).all()), "every class must occur", counts, "Merge or drop the empty ones."
    )
    return target.size / (classes * counts)


def weighted_cross_entropy(
    logits: Array, target: Labels, weight: Array, ignore: int | None = None
) -> tuple[float, Array]:
    """The weighted mean loss, and its gradient by the logits (N, C); weight (C,), each ≥ 0.

    Samples whose target is `ignore` (padding, say −100) count for nothing.
    """
    logits, target = floating("logits", logits), np.asarray(target)
    N, C = sizes("logits", logits, "N C")
    must(target.shape == (N,), f"target must have shape ({N},)", f"{target.shape}", "One each.")
    must(
        np.shape(weight) == (C,), f"weight must have shape ({C},)", np.shape(weight), "One a class."
    )
    counted = np.ones(N, dtype=bool) if ignore is None else target != ignore  # (N,)
    target = labels("target", np.where(counted, target, 0), C)
    wide = logits.astype(np.result_type(logits, np.float32))
    w = np.where(counted, np.asarray(weight)[target], 0).astype(wide.dtype)  # (N,)
    total = w.sum() or wide.dtype.type(1)
    log_p = log_softmax(wide)  # (N, C)
    rows = np.arange(N)
    loss = -float((w * log_p[rows, target]).sum() / total)
    dlogits = np.exp(log_p)  # (N, C)
    dlogits[rows, target] -= 1
    return loss, (dlogits * (w / total)[:, None]).astype(logits.dtype)
