# expect: slope-one
import numpy as np


def huber_loss(pred, target, delta=1.0):
    e = pred - target
    near = np.abs(e) <= delta
    loss = np.where(near, e**2 / 2, np.abs(e) - delta / 2)
    return loss.mean(), np.where(near, e, np.sign(e)) / e.size
