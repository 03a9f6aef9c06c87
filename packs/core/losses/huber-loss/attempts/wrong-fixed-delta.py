# expect: fixed-delta
import numpy as np


def huber_loss(pred, target, delta=1.0):
    e = pred - target
    loss = np.where(np.abs(e) <= 1, e**2 / 2, np.abs(e) - 0.5)
    return loss.mean(), np.clip(e, -1, 1) / e.size
