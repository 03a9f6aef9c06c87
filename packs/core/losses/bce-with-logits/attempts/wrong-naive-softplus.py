# expect: naive-softplus
import numpy as np


def bce_with_logits(logits, targets, pos_weight=1.0):
    yes, no = np.log(1 + np.exp(-logits)), np.log(1 + np.exp(logits))
    return (pos_weight * targets * yes + (1 - targets) * no).mean()
