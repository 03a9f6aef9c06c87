# expect: smooth-l1
import numpy as np


def huber_loss(pred, target, delta=1.0):
    e = pred - target
    near = np.abs(e) < delta
    loss = np.where(near, e**2 / 2 / delta, np.abs(e) - delta / 2)
    return loss.mean(), np.clip(e / delta, -1, 1) / e.size
