# expect: whole-example
import numpy as np


def group_norm(x, num_groups, gamma, beta, eps=1e-5):
    if x.shape[1] % num_groups:
        raise ValueError("groups")
    axes = tuple(range(1, x.ndim))
    gap = x - x.mean(axis=axes, keepdims=True)
    var = (gap**2).mean(axis=axes, keepdims=True)
    each = (-1, *[1] * (x.ndim - 2))
    return gap / np.sqrt(var + eps) * gamma.reshape(each) + beta.reshape(each)
