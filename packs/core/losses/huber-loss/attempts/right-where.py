import numpy as np


def huber_loss(pred, target, delta=1.0):
    e = pred - target
    size = np.abs(e)
    with np.errstate(over="ignore"):
        loss = np.where(size < delta, 0.5 * e**2, delta * (size - 0.5 * delta))
    grad = np.where(size < delta, e, delta * np.sign(e))
    return np.mean(loss), grad / e.size
