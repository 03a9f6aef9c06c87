# expect: each-channel-by-itself
import numpy as np


def group_norm(x, num_groups, gamma, beta, eps=1e-5):
    n, c, *area = x.shape
    if c % num_groups:
        raise ValueError("groups")
    parts = x.reshape(n, c, -1)
    gap = parts - parts.mean(axis=-1, keepdims=True)
    var = (gap**2).mean(axis=-1, keepdims=True)
    x_hat = (gap / np.sqrt(var + eps)).reshape(x.shape)
    each = (-1, *[1] * len(area))
    return x_hat * gamma.reshape(each) + beta.reshape(each)
