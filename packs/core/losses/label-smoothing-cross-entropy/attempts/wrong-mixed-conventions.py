# expect: mixed-conventions
import numpy as np


def label_smoothing_cross_entropy(logits, labels, smoothing=0.1):
    n, c = logits.shape
    target = np.full((n, c), smoothing / c)
    target[np.arange(n), labels] = 1 - smoothing
    z = logits - logits.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return -(target * log_p).sum() / n, (np.exp(log_p) - target) / n
