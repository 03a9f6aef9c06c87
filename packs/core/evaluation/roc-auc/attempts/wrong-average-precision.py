# expect: average-precision
import numpy as np


def roc_auc(y_true, scores):
    y = y_true.astype(int)
    if y.sum() in (0, len(y)):
        return float("nan")
    area, recall = 0.0, 0.0
    for threshold in np.unique(scores)[::-1]:
        chosen = y[scores >= threshold]
        new_recall = chosen.sum() / y.sum()
        area += (new_recall - recall) * chosen.mean()
        recall = new_recall
    return area
