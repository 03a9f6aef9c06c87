"""Hinge losses: a score is good when it is right by a margin.

    hinge            max(0, 1 − y f)             dL/df = −y where y f < 1, else 0
    squared hinge    max(0, 1 − y f)²            dL/df = −2y max(0, 1 − y f)
    multi-class      Σ_{j≠t} max(0, s_j − s_t + Δ)
                     dL/ds_j = [s_j − s_t + Δ > 0] for j ≠ t,   dL/ds_t = −(how many of them)

f is a score and y = −1 or +1; the loss is the mean of these, and gradients are divided by their
number. The right sign is not enough: at y f = 0.5 the loss is 0.5. Beyond the margin there is no
gradient at all, where cross-entropy never stops pushing. The trap is labels 0 and 1: every 0 gives
the loss 1 and no gradient; such labels are refused. At the kink 0 is taken. The multi-class sum is
that of Weston and Watkins, 1999; PyTorch divides it by C, and scikit-learn takes the largest term
alone (Crammer and Singer, 2001). Source: Cortes and Vapnik, 1995.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, Labels, floating, labels, must, sizes
from .pairs import paired

__all__ = ["hinge", "multiclass_hinge", "squared_hinge"]


def hinge(score: Array, label: Array) -> tuple[float, Array]:
    """The mean over all values, and a subgradient by the scores; labels −1 or +1."""
    f, y, kind = _signed(score, label)
    short = 1 - y * f
    df = np.where(short > 0, -y, 0) / f.size
    return float(np.maximum(short, 0).mean()), df.astype(kind)


def squared_hinge(score: Array, label: Array) -> tuple[float, Array]:
    """The mean over all values, and its gradient by the scores; labels −1 or +1."""
    f, y, kind = _signed(score, label)
    short = np.maximum(1 - y * f, 0)
    return float((short**2).mean()), (-2 * y * short / f.size).astype(kind)


def multiclass_hinge(scores: Array, target: Labels, margin: float = 1.0) -> tuple[float, Array]:
    """The mean over the samples of the sum over the other classes; gradient by scores (N, C)."""
    scores = floating("scores", scores)
    N, C = sizes("scores", scores, "N C")
    target = labels("target", target, C)
    must(target.shape == (N,), f"target must have shape ({N},)", target.shape, "One each.")
    must(N > 0, "there must be a sample", f"shape {scores.shape}", "Leave an empty batch out.")
    s = scores.astype(np.result_type(scores, np.float32))
    rows = np.arange(N)
    excess = s - s[rows, target][:, None] + margin  # (N, C)
    excess[rows, target] = 0  # the class itself has no term; with one it would add Δ
    ds = (excess > 0).astype(s.dtype)  # (N, C)
    ds[rows, target] = -ds.sum(axis=1)
    return float(np.maximum(excess, 0).sum()) / N, (ds / N).astype(scores.dtype)


def _signed(score: Array, label: Array) -> tuple[Array, Array, np.dtype[np.floating]]:
    f, y, kind = paired(score, label)
    must(
        bool((np.abs(y) == 1).all()),
        "labels must be −1 or +1",
        f"{np.unique(y)[:5]}",
        "Labels 0 and 1 become 2 * label - 1.",
    )
    return f, y, kind
