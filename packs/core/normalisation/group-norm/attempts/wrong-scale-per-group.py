# expect: scale-per-group
import numpy as np


def group_norm(x, num_groups, gamma, beta, eps=1e-5):
    if x.shape[1] % num_groups:
        raise ValueError("groups")
    rows = x.reshape(len(x), num_groups, -1)
    gap = rows - rows.mean(axis=-1, keepdims=True)
    var = (gap**2).mean(axis=-1, keepdims=True)
    scale, shift = gamma[:num_groups, None], beta[:num_groups, None]
    return (gap / np.sqrt(var + eps) * scale + shift).reshape(x.shape)
