# expect: absolute-error
import numpy as np


def mse_loss(pred, target):
    if pred.shape != target.shape:
        raise ValueError
    d = pred - target
    return np.abs(d).mean(), np.sign(d) / d.size
