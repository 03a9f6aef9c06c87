import numpy as np


def roc_auc(y_true, scores):
    mask = y_true.astype(bool)
    pos, neg = scores[mask], scores[~mask]
    if len(pos) == 0 or len(neg) == 0:
        return np.nan
    gap = pos[:, None] - neg[None, :]
    return np.mean((gap > 0) + 0.5 * (gap == 0))
