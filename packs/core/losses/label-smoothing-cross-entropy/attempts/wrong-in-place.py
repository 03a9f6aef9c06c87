# expect: changed-argument
import numpy as np


def label_smoothing_cross_entropy(logits, labels, smoothing=0.1):
    n, c = logits.shape
    target = (1 - smoothing) * np.eye(c)[labels] + smoothing / c
    logits -= logits.max(axis=1, keepdims=True)
    log_p = logits - np.log(np.exp(logits).sum(axis=1, keepdims=True))
    return -(target * log_p).sum() / n, (np.exp(log_p) - target) / n
