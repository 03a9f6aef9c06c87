# expect: micro-is-macro
import numpy as np


def precision_recall_f1(y_true, y_pred, average="binary", zero_division=0.0):
    if average not in ("binary", "micro", "macro", "weighted"):
        raise ValueError
    classes = np.array([1]) if average == "binary" else np.union1d(y_true, y_pred)
    counts = np.array(
        [
            (np.sum((y_true == c) & (y_pred == c)), np.sum(y_pred == c), np.sum(y_true == c))
            for c in classes
        ]
    )
    weights = counts[:, 2] if average == "weighted" else np.ones(len(counts))
    tp, claims, support = counts.T

    def mean(a, b):
        return np.average(np.where(b > 0, a / np.maximum(b, 1), zero_division), weights=weights)

    return mean(tp, claims), mean(tp, support), mean(2 * tp, claims + support)
