# expect: changed-argument
import numpy as np


def cross_entropy(logits, labels, ignore_index=-100):
    keep, rows = labels != ignore_index, np.arange(len(labels))
    if not labels.flags.writeable:
        labels = labels.copy()
    labels[~keep] = 0
    total = max(keep.sum(), 1)
    log_p = logits - np.logaddexp.reduce(logits, axis=1)[:, None]
    grad = np.exp(log_p)
    grad[rows, labels] -= 1
    return -(log_p[rows, labels] * keep).sum() / total, grad * keep[:, None] / total
