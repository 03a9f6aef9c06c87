"""How good: numbers that people decide by."""

from __future__ import annotations

from .accuracy import accuracy, balanced_accuracy, top_k_accuracy
from .agreement import cohen_kappa, fleiss_kappa
from .average_precision import average_precision, precision_recall_curve
from .bias_variance import BiasVariance, bias_variance, refits
from .boxes import box_iou, non_max_suppression
from .calibration import Reliability, expected_calibration_error, reliability
from .confusion import confusion_matrix
from .distances import euclidean, manhattan, pairwise_euclidean, pairwise_manhattan
from .log_loss import log_loss
from .precision_recall import PrecisionRecall, precision_from_rates, precision_recall_f1
from .roc import roc_auc, roc_auc_one_vs_rest, roc_curve
from .voting import majority_error, majority_share, majority_vote, vote_counts

__all__ = [
    "BiasVariance",
    "PrecisionRecall",
    "Reliability",
    "accuracy",
    "average_precision",
    "balanced_accuracy",
    "bias_variance",
    "box_iou",
    "cohen_kappa",
    "confusion_matrix",
    "euclidean",
    "expected_calibration_error",
    "fleiss_kappa",
    "log_loss",
    "majority_error",
    "majority_share",
    "majority_vote",
    "manhattan",
    "non_max_suppression",
    "pairwise_euclidean",
    "pairwise_manhattan",
    "precision_from_rates",
    "precision_recall_curve",
    "precision_recall_f1",
    "refits",
    "reliability",
    "roc_auc",
    "roc_auc_one_vs_rest",
    "roc_curve",
    "top_k_accuracy",
    "vote_counts",
]
