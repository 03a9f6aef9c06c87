# expect: ties-by-order
import numpy as np


def roc_auc(y_true, scores):
    y = y_true.astype(int)[np.argsort(-scores, kind="stable")]
    p, n = y.sum(), (1 - y).sum()
    if p == 0 or n == 0:
        return float("nan")
    tpr = np.concatenate([[0], np.cumsum(y) / p])
    fpr = np.concatenate([[0], np.cumsum(1 - y) / n])
    return np.trapezoid(tpr, fpr)
