import numpy as np


def focal_loss(logits, targets, gamma=2.0, alpha=0.25):
    sign = 2 * targets.astype(logits.dtype) - 1
    cost = np.logaddexp(0, -sign * logits)
    p_t = np.exp(-cost)
    a_t = alpha * targets + (1 - alpha) * (1 - targets)
    return (a_t * (1 - p_t) ** gamma * cost).mean()
