# expect: f1-of-zero-and-zero
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
    if average == "micro":
        counts, weights = counts.sum(axis=0, keepdims=True), np.ones(1)
    rows = []
    for tp, claims, support in counts:
        p = tp / claims if claims else zero_division
        r = tp / support if support else zero_division
        rows.append((p, r, 2 * p * r / (p + r) if p + r else zero_division))
    return tuple(np.average(rows, axis=0, weights=weights))
