# expect: in-float32
import numpy as np


def sigmoid(x):
    x = x.astype(np.float32)
    e = np.exp(-np.abs(x))
    return np.where(x >= 0, 1, e) / (1 + e)
