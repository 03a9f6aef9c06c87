"""The precision–recall curve and average precision: the pair to look at when positives are rare.

    P(θ) = TP(θ) / (TP(θ) + FP(θ)),   R(θ) = TP(θ) / positives in all
    AP = Σ_k (R_k − R_{k−1}) P_k,   thresholds from the highest score down

It asks nothing of the true negatives, of which a rare class has millions. A model that knows
nothing has AP near the share of positives, not 0.5. Traps: precision is not monotonic in the
threshold, and straight lines between its points promise what no threshold gives: AP is the sum of
steps, not of trapezoids. And nothing called positive has precision 0/0: the curve begins at the
first score. Source: Davis and Goadrich, 2006.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, Labels
from .thresholds import sweep

__all__ = ["average_precision", "precision_recall_curve"]


def precision_recall_curve(scores: Array, target: Labels) -> tuple[Array, Array, Array]:
    """Precisions, recalls and thresholds, (K,) each for K distinct scores from the highest down."""
    thresholds, found, alarms = sweep(scores, target)
    return found / (found + alarms), found / found[-1], thresholds


def average_precision(scores: Array, target: Labels) -> float:
    """The sum of the steps below the curve, from scores (N,) and target 0 or 1."""
    precision, recall, _ = precision_recall_curve(scores, target)
    return float((np.diff(recall, prepend=0) * precision).sum())
