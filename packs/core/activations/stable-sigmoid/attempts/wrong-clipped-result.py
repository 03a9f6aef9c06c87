# expect: clipped-result
import numpy as np


def sigmoid(x):
    e = np.exp(-np.abs(x))
    return np.clip(np.where(x >= 0, 1, e) / (1 + e), 1e-15, 1 - 1e-15)
