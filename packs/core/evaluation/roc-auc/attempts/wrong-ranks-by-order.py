# expect: ties-by-order
import numpy as np


def roc_auc(y_true, scores):
    mask = y_true == 1
    p, n = mask.sum(), (~mask).sum()
    if p == 0 or n == 0:
        return float("nan")
    ranks = np.empty(len(scores))
    ranks[np.argsort(scores, kind="stable")] = np.arange(1, len(scores) + 1)
    return (ranks[mask].sum() - p * (p + 1) / 2) / (p * n)
