# expect: no-modulation
import numpy as np


def focal_loss(logits, targets, gamma=2.0, alpha=0.25):
    z = np.where(targets == 1, logits, -logits)
    weight = np.where(targets == 1, alpha, 1 - alpha)
    return (weight * np.logaddexp(0, -z)).mean()
