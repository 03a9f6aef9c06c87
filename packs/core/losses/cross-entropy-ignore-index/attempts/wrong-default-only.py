# expect: mark-not-read
import numpy as np


def cross_entropy(logits, labels, ignore_index=-100):
    keep = labels != -100
    safe, rows = np.where(keep, labels, 0) % logits.shape[1], np.arange(len(labels))
    total = max(keep.sum(), 1)
    log_p = logits - np.logaddexp.reduce(logits, axis=1)[:, None]
    grad = np.exp(log_p)
    grad[rows, safe] -= 1
    return -(log_p[rows, safe] * keep).sum() / total, grad * keep[:, None] / total
