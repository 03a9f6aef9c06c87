import numpy as np


def bce_with_logits(logits, targets, pos_weight=1.0):
    weight = 1 + (pos_weight - 1) * targets
    tail = np.log1p(np.exp(-np.abs(logits))) + np.maximum(-logits, 0)
    return ((1 - targets) * logits + weight * tail).mean()
