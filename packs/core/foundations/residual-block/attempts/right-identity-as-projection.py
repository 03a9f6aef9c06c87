import numpy as np


def residual_block(x, w1, w2, w_skip=None):
    w_skip = np.eye(x.shape[-1], dtype=x.dtype) if w_skip is None else w_skip
    z = x @ w1.T
    both = np.concatenate([x, z * (z > 0)], axis=-1) @ np.concatenate([w_skip, w2], axis=1).T
    return (both + np.abs(both)) / 2
