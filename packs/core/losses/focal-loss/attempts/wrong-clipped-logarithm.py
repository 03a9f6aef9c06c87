# expect: clipped-logarithm
import numpy as np


def focal_loss(logits, targets, gamma=2.0, alpha=0.25):
    p = np.clip(1 / (1 + np.exp(-logits)), 1e-12, 1 - 1e-12)
    p_t = np.where(targets == 1, p, 1 - p)
    weight = np.where(targets == 1, alpha, 1 - alpha)
    return -(weight * (1 - p_t) ** gamma * np.log(p_t)).mean()
