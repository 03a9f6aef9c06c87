import math

import numpy as np


def _one(v):
    if v >= 0:
        return 1 / (1 + math.exp(-v))
    e = math.exp(v)
    return e / (1 + e)


def sigmoid(x):
    return np.array([_one(v) for v in x.ravel().tolist()]).reshape(x.shape)
