# expect: weight-on-everything
import numpy as np


def bce_with_logits(logits, targets, pos_weight=1.0):
    yes, no = np.logaddexp(0, -logits), np.logaddexp(0, logits)
    return pos_weight * (targets * yes + (1 - targets) * no).mean()
