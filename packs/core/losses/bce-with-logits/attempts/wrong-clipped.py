# expect: clipped
import numpy as np


def bce_with_logits(logits, targets, pos_weight=1.0):
    p = np.clip(1 / (1 + np.exp(-logits)), 1e-12, 1 - 1e-12)
    each = pos_weight * targets * np.log(p) + (1 - targets) * np.log(1 - p)
    return -each.mean()
