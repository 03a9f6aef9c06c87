# expect: not-ignored
import numpy as np


def cross_entropy(logits, labels, ignore_index=-100):
    rows, labels = np.arange(len(labels)), labels % logits.shape[1]
    log_p = logits - np.logaddexp.reduce(logits, axis=1)[:, None]
    grad = np.exp(log_p)
    grad[rows, labels] -= 1
    return -log_p[rows, labels].mean(), grad / len(labels)
