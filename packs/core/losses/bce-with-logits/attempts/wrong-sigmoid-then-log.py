# expect: sigmoid-then-log
import numpy as np


def bce_with_logits(logits, targets, pos_weight=1.0):
    p = 1 / (1 + np.exp(-logits))
    each = pos_weight * targets * np.log(p) + (1 - targets) * np.log(1 - p)
    return -each.mean()
