# expect: statistics-over-batch
import numpy as np


def group_norm(x, num_groups, gamma, beta, eps=1e-5):
    if x.shape[1] % num_groups:
        raise ValueError("groups")
    rows = x.reshape(len(x), num_groups, -1)
    gap = rows - rows.mean(axis=(0, 2), keepdims=True)
    var = (gap**2).mean(axis=(0, 2), keepdims=True)
    x_hat = (gap / np.sqrt(var + eps)).reshape(x.shape)
    each = (-1, *[1] * (x.ndim - 2))
    return x_hat * gamma.reshape(each) + beta.reshape(each)
