import math

import numpy as np


def rms_norm_backward(grad_out, x, gamma, eps=1e-6):
    d = len(gamma)
    grad_x, grad_gamma = np.empty(x.shape), np.zeros(d)
    for place in np.ndindex(*x.shape[:-1]):
        row, slope = x[place].tolist(), grad_out[place].tolist()
        r = math.sqrt(sum(v * v for v in row) / d + eps)
        dot = sum(s * g * v for s, g, v in zip(slope, gamma.tolist(), row, strict=True))
        for j in range(d):
            grad_x[place][j] = slope[j] * gamma[j] / r - row[j] * dot / (d * r**3)
            grad_gamma[j] += slope[j] * row[j] / r
    return grad_x, grad_gamma
