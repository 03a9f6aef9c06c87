# expect: gradient-by-the-target
import numpy as np


def huber_loss(pred, target, delta=1.0):
    e = target - pred
    loss = np.where(np.abs(e) <= delta, e**2 / 2, delta * (np.abs(e) - delta / 2))
    return loss.mean(), np.clip(e, -delta, delta) / e.size
