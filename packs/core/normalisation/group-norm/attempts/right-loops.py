import math

import numpy as np


def group_norm(x, num_groups, gamma, beta, eps=1e-5):
    n, c = x.shape[:2]
    if c % num_groups != 0:
        raise ValueError("channels and groups do not fit")
    size = c // num_groups
    out = np.zeros_like(x, dtype=np.float64)
    for i in range(n):
        for g in range(num_groups):
            block = x[i, g * size : (g + 1) * size].astype(np.float64)
            values = block.ravel().tolist()
            mean = sum(values) / len(values)
            var = sum((v - mean) ** 2 for v in values) / len(values)
            for k in range(size):
                j = g * size + k
                out[i, j] = gamma[j] * (block[k] - mean) / math.sqrt(var + eps) + beta[j]
    return out.astype(x.dtype)
