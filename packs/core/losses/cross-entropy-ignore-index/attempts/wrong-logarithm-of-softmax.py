# expect: logarithm-of-softmax
import numpy as np


def cross_entropy(logits, labels, ignore_index=-100):
    grad = np.zeros(logits.shape)
    rows = np.flatnonzero(labels != ignore_index)
    if len(rows) == 0:
        return 0.0, grad
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    grad[rows] = p[rows]
    grad[rows, labels[rows]] -= 1
    return -np.log(p[rows, labels[rows]]).mean(), grad / len(rows)
