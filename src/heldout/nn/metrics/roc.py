"""ROC curve and the area below it: how well scores order positives before negatives.

    TPR(θ) = TP(θ) / P,   FPR(θ) = FP(θ) / N,   P positives, N negatives
    AUC = ∫ TPR dFPR = P(score of a positive > of a negative) + ½ P(equal)
        = (R₊ − P(P + 1)/2) / (P N),   R₊ the sum of the ranks of the positives

Only the order counts: any increasing map of the scores leaves it as it is; 0.5 is chance and 1
perfect. Traps: ties share their average rank (½ each), else a model with one score for all has 0 or
1 by the order of the rows instead of 0.5. With three classes there is no ROC curve: one against the
rest, and the mean (scikit-learn's scoring "roc_auc" gives nan there, "roc_auc_ovr" a number). And
when positives are rare a fine area goes with a precision of 1 %: look at precision and recall.
Sources: Hanley and McNeil, 1982; Mann and Whitney, 1947.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, Labels, floating, labels, must, sizes
from .thresholds import binary, sweep

__all__ = ["roc_auc", "roc_auc_one_vs_rest", "roc_curve"]


def roc_curve(scores: Array, target: Labels) -> tuple[Array, Array, Array]:
    """False-positive rates, true-positive rates and thresholds, (K + 1,) for K distinct scores.

    From (0, 0) with threshold ∞ to (1, 1), in float64; of scores (N,) and target (N,), 0 or 1.
    """
    thresholds, found, alarms = sweep(scores, target)
    rates = [np.append(0, counts) / counts[-1] for counts in (alarms, found)]  # (K + 1,)
    return rates[0], rates[1], np.append(np.inf, thresholds)


def roc_auc(scores: Array, target: Labels) -> float:
    """The area below the ROC curve, from scores (N,) and target 0 or 1."""
    scores = floating("scores", scores)
    target = binary(scores, target)
    _, place, count = np.unique(scores, return_inverse=True, return_counts=True)
    rank = (np.cumsum(count) - (count - 1) / 2)[place]  # (N,) from 1, ties their average
    P = int(target.sum())
    N = len(target) - P
    return (float(rank[target == 1].sum()) - P * (P + 1) / 2) / (P * N)


def roc_auc_one_vs_rest(scores: Array, target: Labels) -> float:
    """The mean over the classes of the area of each against the others; scores (N, C)."""
    N, C = sizes("scores", scores, "N C")
    target = labels("target", target, C)
    must(target.shape == (N,), f"target must have shape ({N},)", target.shape, "One for each row.")
    return float(np.mean([roc_auc(scores[:, c], target == c) for c in range(C)]))
