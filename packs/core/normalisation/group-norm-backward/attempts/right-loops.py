import math

import numpy as np


def group_norm_backward(grad_out, x, num_groups, gamma, eps=1e-5):
    n, c = x.shape[:2]
    size = c // num_groups
    grad_x = np.zeros(x.shape)
    grad_gamma, grad_beta = np.zeros(c), np.zeros(c)
    for i in range(n):
        for g in range(num_groups):
            channels = range(g * size, (g + 1) * size)
            values = np.concatenate([x[i, j].astype(float).ravel() for j in channels])
            mean = values.mean()
            sigma = math.sqrt(((values - mean) ** 2).mean() + eps)
            hats = {j: (x[i, j] - mean) / sigma for j in channels}
            dhats = {j: grad_out[i, j] * gamma[j] for j in channels}
            level = sum(dhats[j].sum() for j in channels) / len(values)
            along = sum((dhats[j] * hats[j]).sum() for j in channels) / len(values)
            for j in channels:
                grad_x[i, j] = (dhats[j] - level - hats[j] * along) / sigma
                grad_gamma[j] += (grad_out[i, j] * hats[j]).sum()
                grad_beta[j] += grad_out[i, j].sum()
    return grad_x, grad_gamma, grad_beta
