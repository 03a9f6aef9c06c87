import math

import numpy as np


def rms_norm(x, gamma, eps=1e-6):
    d = len(gamma)
    out = np.empty(x.shape)
    for place in np.ndindex(*x.shape[:-1]):
        row = x[place].tolist()
        rms = math.sqrt(sum(v * v for v in row) / d + eps)
        for j in range(d):
            out[place][j] = row[j] / rms * gamma[j]
    return out
