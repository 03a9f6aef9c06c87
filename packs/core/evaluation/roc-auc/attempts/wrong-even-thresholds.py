# expect: even-thresholds
import numpy as np


def roc_auc(y_true, scores):
    positives, negatives = np.sum(y_true == 1), np.sum(y_true == 0)
    if positives == 0 or negatives == 0:
        return np.nan
    rates = [(0.0, 0.0)]
    for threshold in np.linspace(scores.max(), scores.min(), 101):
        above = scores >= threshold
        rates.append(
            (np.sum(above & (y_true == 0)) / negatives, np.sum(above & (y_true == 1)) / positives)
        )
    return np.trapezoid(*np.array(rates).T[::-1])
