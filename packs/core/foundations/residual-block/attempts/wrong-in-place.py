# expect: changed-argument
import numpy as np


def residual_block(x, w1, w2, w_skip=None):
    branch = np.maximum(x @ w1.T, 0) @ w2.T
    if w_skip is not None:
        return np.maximum(x @ w_skip.T + branch, 0)
    x += branch
    return np.maximum(x, 0)
