import numpy as np


def bce_with_logits(logits, targets, pos_weight=1.0):
    z, t = np.array(logits, copy=True), np.array(targets, copy=True)
    log_yes = np.minimum(z, 0) - np.log1p(np.exp(-np.abs(z)))
    log_no = log_yes - z
    each = -(z.dtype.type(pos_weight) * t * log_yes + (1 - t) * log_no)
    return np.sum(each) / z.size
