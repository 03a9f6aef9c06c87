# expect: no-error
import numpy as np


def group_norm(x, num_groups, gamma, beta, eps=1e-5):
    size = max(1, x.shape[1] // num_groups)
    out = np.array(x, dtype=float)
    for first in range(0, x.shape[1], size):
        block = out[:, first : first + size].reshape(len(x), -1)
        gap = block - block.mean(axis=1, keepdims=True)
        gap /= np.sqrt((gap**2).mean(axis=1, keepdims=True) + eps)
        out[:, first : first + size] = gap.reshape(out[:, first : first + size].shape)
    each = (-1, *[1] * (x.ndim - 2))
    return out * gamma.reshape(each) + beta.reshape(each)
