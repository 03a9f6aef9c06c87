# expect: weight-ignored
import numpy as np


def bce_with_logits(logits, targets, pos_weight=1.0):
    return (np.maximum(logits, 0) - logits * targets + np.log1p(np.exp(-np.abs(logits)))).mean()
