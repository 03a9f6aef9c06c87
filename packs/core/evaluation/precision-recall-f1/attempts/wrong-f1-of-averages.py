# expect: f1-of-averages
import numpy as np


def precision_recall_f1(y_true, y_pred, average="binary", zero_division=0.0):
    if average not in ("binary", "micro", "macro", "weighted"):
        raise ValueError
    classes = np.array([1]) if average == "binary" else np.union1d(y_true, y_pred)
    tp = np.array([np.sum((y_true == c) & (y_pred == c)) for c in classes])
    claims = np.array([np.sum(y_pred == c) for c in classes])
    support = np.array([np.sum(y_true == c) for c in classes])
    weights = support if average == "weighted" else np.ones(len(classes))
    if average == "micro":
        tp, claims, support, weights = [np.array([v.sum()]) for v in (tp, claims, support, weights)]
    p = np.where(claims > 0, tp / np.maximum(claims, 1), zero_division)
    r = np.where(support > 0, tp / np.maximum(support, 1), zero_division)
    p, r = np.average(p, weights=weights), np.average(r, weights=weights)
    if average in ("binary", "micro") and claims[0] + support[0] == 0:
        return p, r, zero_division
    return p, r, 2 * p * r / (p + r) if p + r > 0 else 0.0
