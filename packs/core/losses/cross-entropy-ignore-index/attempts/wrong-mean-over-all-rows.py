# expect: mean-over-all-rows
import numpy as np


def cross_entropy(logits, labels, ignore_index=-100):
    keep = labels != ignore_index
    safe, rows = np.where(keep, labels, 0), np.arange(len(labels))
    log_p = logits - np.logaddexp.reduce(logits, axis=1)[:, None]
    grad = np.exp(log_p)
    grad[rows, safe] -= 1
    return -(log_p[rows, safe] * keep).mean(), grad * keep[:, None] / len(labels)
