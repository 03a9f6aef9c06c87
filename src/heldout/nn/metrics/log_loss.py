"""Log loss: what the probabilities promised, against what came.

    −(1/N) Σ_n log p_n[t_n]          (for two classes, p is that of class 1)

It is the cross-entropy, reported instead of trained on. It can rise while accuracy rises as well,
for a few confident mistakes own it: one probability of 0 for what happened is infinite, and so is
the mean. That is told here as it is; scikit-learn clips at 2.2e-16, so that its worst is 36.04, a
number of the clip and not of the model. Source: Good, 1952.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, Labels, floating, labels, must

__all__ = ["log_loss"]


def log_loss(probability: Array, target: Labels) -> float:
    """In nats, from probabilities (N, C), or (N,) of class 1; labels (N,)."""
    p = floating("probability", probability)
    p = p.astype(np.result_type(p, np.float32), copy=False)
    must(
        p.ndim in {1, 2} and p.size > 0,
        "probability must be (N, C) or (N,)",
        p.shape,
        "A row each.",
    )
    must(
        bool(((p >= 0) & (p <= 1)).all()),
        "probability must lie from 0 to 1",
        f"{p.min()} to {p.max()}",
        "Scores become probabilities by softmax or sigmoid.",
    )
    table = p if p.ndim == 2 else np.stack([1 - p, p], axis=1)  # (N, C)
    target = labels("target", target, table.shape[1])
    must(
        target.shape == (len(p),), f"target must have shape ({len(p)},)", target.shape, "One each."
    )
    with np.errstate(divide="ignore"):
        return -float(np.log(table[np.arange(len(p)), target]).mean())
