# expect: logits-as-probabilities
import numpy as np


def focal_loss(logits, targets, gamma=2.0, alpha=0.25):
    p_t = np.where(targets == 1, logits, 1 - logits)
    weight = np.where(targets == 1, alpha, 1 - alpha)
    return -(weight * (1 - p_t) ** gamma * np.log(p_t)).mean()
