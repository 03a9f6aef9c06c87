import numpy as np


def mse_loss(pred, target):
    if np.shape(pred) != np.shape(target):
        raise ValueError("shapes differ")
    n = pred.size
    total, grad = 0.0, np.zeros(pred.shape)
    for place in np.ndindex(pred.shape):
        d = float(pred[place]) - float(target[place])
        total += d * d
        grad[place] = 2.0 * d / n
    return total / n, grad
