import math

import numpy as np


def gelu(x, approximate=False):
    out = np.zeros(x.shape)
    for place in np.ndindex(x.shape):
        v = float(x[place])
        if approximate:
            share = 0.5 * (1 + math.tanh(math.sqrt(2 / math.pi) * (v + 0.044715 * v * v * v)))
        else:
            share = 0.5 * (1 + math.erf(v / math.sqrt(2)))
        out[place] = v * share
    return out
