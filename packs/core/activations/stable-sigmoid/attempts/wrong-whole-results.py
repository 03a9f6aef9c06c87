# expect: whole-results
import numpy as np


def sigmoid(x):
    out = np.zeros_like(x)
    up = x >= 0
    out[up] = 1 / (1 + np.exp(-x[up]))
    e = np.exp(x[~up])
    out[~up] = e / (1 + e)
    return out
