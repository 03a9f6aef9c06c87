# expect: focuses-on-the-easy
import numpy as np


def focal_loss(logits, targets, gamma=2.0, alpha=0.25):
    z = np.where(targets == 1, logits, -logits)
    cost = np.logaddexp(0, -z)
    weight = np.where(targets == 1, alpha, 1 - alpha)
    return (weight * np.exp(-gamma * cost) * cost).mean()
