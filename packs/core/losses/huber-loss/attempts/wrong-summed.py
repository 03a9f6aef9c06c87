# expect: summed
import numpy as np


def huber_loss(pred, target, delta=1.0):
    e = pred - target
    near = np.clip(e, -delta, delta)
    return (near * (e - near / 2)).sum(), near
