import numpy as np


def group_norm(x, num_groups, gamma, beta, eps=1e-5):
    n, c, *area = x.shape
    assert num_groups >= 1
    if c % num_groups:
        raise ValueError
    parts = x.reshape((n, num_groups, c // num_groups, *area))
    axes = tuple(range(2, parts.ndim))
    gap = parts - np.mean(parts, axis=axes, keepdims=True, dtype=np.float64)
    gap *= 1 / np.sqrt(np.mean(np.square(gap), axis=axes, keepdims=True) + eps)
    out = gap.reshape(n, c, -1)
    out *= gamma[:, None]
    out += beta[:, None]
    return out.reshape(x.shape)
