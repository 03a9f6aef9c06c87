# expect: groups-interleaved
import numpy as np


def group_norm(x, num_groups, gamma, beta, eps=1e-5):
    n, c, *area = x.shape
    if c % num_groups:
        raise ValueError("groups")
    parts = x.reshape(n, c // num_groups, num_groups, *area)
    axes = (1, *range(3, parts.ndim))
    gap = parts - parts.mean(axis=axes, keepdims=True)
    var = (gap**2).mean(axis=axes, keepdims=True)
    x_hat = (gap / np.sqrt(var + eps)).reshape(x.shape)
    each = (-1, *[1] * len(area))
    return x_hat * gamma.reshape(each) + beta.reshape(each)
