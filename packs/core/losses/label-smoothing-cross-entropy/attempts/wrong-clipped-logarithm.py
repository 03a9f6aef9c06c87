# expect: clipped-logarithm
import numpy as np


def label_smoothing_cross_entropy(logits, labels, smoothing=0.1):
    n, c = logits.shape
    target = (1 - smoothing) * np.eye(c)[labels] + smoothing / c
    e = np.exp(logits - logits.max(axis=1, keepdims=True))
    p = e / e.sum(axis=1, keepdims=True)
    return -(target * np.log(p + 1e-12)).sum() / n, (p - target) / n
