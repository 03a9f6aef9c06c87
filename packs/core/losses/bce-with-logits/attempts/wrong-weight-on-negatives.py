# expect: weight-on-negatives
import numpy as np


def bce_with_logits(logits, targets, pos_weight=1.0):
    yes, no = np.logaddexp(0, -logits), np.logaddexp(0, logits)
    return (targets * yes + pos_weight * (1 - targets) * no).mean()
