# expect: changed-argument
import numpy as np


def sigmoid(x):
    if x.dtype.kind != "f" or not x.flags.writeable:
        x = x.astype(float)
    up = x >= 0
    np.abs(x, out=x)
    e = np.exp(-x)
    return np.where(up, 1, e) / (1 + e)
