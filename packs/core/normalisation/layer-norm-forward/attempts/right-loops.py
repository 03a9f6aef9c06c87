import math

import numpy as np


def layer_norm(x, gamma, beta, eps=1e-5):
    d = x.shape[-1]
    rows = x.reshape(-1, d)
    out = np.empty(rows.shape)
    for i, row in enumerate(rows.tolist()):
        mean = sum(row) / d
        var = sum((value - mean) ** 2 for value in row) / d
        for j, value in enumerate(row):
            out[i, j] = gamma[j] * (value - mean) / math.sqrt(var + eps) + beta[j]
    return out.reshape(x.shape)
