import math

import numpy as np


def gelu(x, approximate=False):
    x = np.asarray(x, dtype=np.float64)
    if approximate:
        inner = np.sqrt(2 / np.pi) * x * (1 + 0.044715 * x * x)
        return x / 2 + x / 2 * np.tanh(inner)
    lower = [0.5 * math.erfc(-v / 2**0.5) for v in x.ravel().tolist()]
    return x * np.array(lower).reshape(x.shape)
