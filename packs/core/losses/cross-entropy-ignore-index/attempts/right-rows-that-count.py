import numpy as np


def cross_entropy(logits, labels, ignore_index=-100):
    grad = np.zeros_like(logits)  # (N, C)
    rows = np.flatnonzero(labels != ignore_index)  # (M,) those that count
    if len(rows) == 0:
        return 0.0, grad
    picked, own = labels[rows], np.arange(len(rows))  # (M,)
    shifted = logits[rows] - logits[rows].max(axis=1, keepdims=True)  # (M, C)
    log_probs = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))  # (M, C)
    slopes = np.exp(log_probs)  # (M, C), softmax
    slopes[own, picked] -= 1
    grad[rows] = slopes / len(rows)
    return float(-log_probs[own, picked].mean()), grad
