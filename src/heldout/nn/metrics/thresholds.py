"""The sweep of a threshold over scores: what is called positive at each of them.

    at threshold θ:   TP(θ) = positives with score ≥ θ,   FP(θ) = negatives with score ≥ θ

Both curves, ROC and precision–recall, are read from this. The trap is ties: samples of equal score
come over the threshold together. Stepping through them one at a time makes a staircase that depends
on the order in which they happen to be sorted, and an area that flatters or slanders; so there is
one step for each distinct score.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, Labels, floating, must, sizes

__all__ = ["sweep"]


def sweep(scores: Array, target: Labels) -> tuple[Array, Labels, Labels]:
    """Distinct scores (K,) from the highest down, and TP and FP (K,) at each as threshold."""
    scores = floating("scores", scores)
    target = binary(scores, target)
    order = np.argsort(-scores, kind="stable")
    ranked, positive = scores[order], target[order]  # (N,)
    last = np.flatnonzero(np.append(ranked[1:] != ranked[:-1], True))  # of each run of equals
    found = np.cumsum(positive)[last]  # (K,)
    return ranked[last], found, last + 1 - found


def binary(scores: Array, target: Labels) -> Labels:
    """The target (N,) as integers, when both classes, 0 and 1, are there and no score is nan."""
    (N,) = sizes("scores", scores, "N", "Give the scores of the positive class: scores[:, 1].")
    target = np.asarray(target)
    must(
        target.shape == (N,), f"target must have shape ({N},)", target.shape, "One for each score."
    )
    must(
        not bool(np.isnan(scores).any()), "scores must be numbers", "nan", "Look where it is from."
    )
    must(
        bool(np.isin(target, (0, 1)).all()) and 0 < target.sum() < N,
        "target must hold 0 and 1, each at least once",
        f"{np.unique(target)[:5]}",
        "More classes: roc_auc_one_vs_rest, or target == one_of_them.",
    )
    return target.astype(np.int64)
