import numpy as np


def roc_auc(y_true, scores):
    positives = scores[y_true == 1]
    negatives = np.sort(scores[y_true == 0])
    if positives.size * negatives.size == 0:
        return float("nan")
    below = np.searchsorted(negatives, positives, side="left")
    not_above = np.searchsorted(negatives, positives, side="right")
    return (below + not_above).sum() / (2 * positives.size * negatives.size)
