# expect: summed-over-batch
import numpy as np


def label_smoothing_cross_entropy(logits, labels, smoothing=0.1):
    c = logits.shape[1]
    target = (1 - smoothing) * np.eye(c)[labels] + smoothing / c
    z = logits - logits.max(axis=1, keepdims=True)
    log_p = z - np.log(np.exp(z).sum(axis=1, keepdims=True))
    return -(target * log_p).sum(), np.exp(log_p) - target
