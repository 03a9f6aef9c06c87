# expect: thresholded-at-half
import numpy as np


def roc_auc(y_true, scores):
    pos, neg = scores[y_true == 1], scores[y_true == 0]
    if len(pos) == 0 or len(neg) == 0:
        return float("nan")
    hits = np.mean(pos >= 0.5)
    alarms = np.mean(neg >= 0.5)
    return (1 + hits - alarms) / 2
