import numpy as np


def roc_auc(y_true, scores):
    y = np.asarray(y_true).astype(int)
    positives, negatives = y.sum(), (1 - y).sum()
    if positives == 0 or negatives == 0:
        return float("nan")
    tpr, fpr = [0.0], [0.0]
    for threshold in sorted(set(scores.tolist()), reverse=True):
        chosen = scores >= threshold
        tpr.append((y[chosen] == 1).sum() / positives)
        fpr.append((y[chosen] == 0).sum() / negatives)
    area = 0.0
    for k in range(1, len(tpr)):
        area += (fpr[k] - fpr[k - 1]) * (tpr[k] + tpr[k - 1]) / 2
    return float(area)
