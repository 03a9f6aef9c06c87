# expect: first-relu-missing
import numpy as np


def residual_block(x, w1, w2, w_skip=None):
    skip = x if w_skip is None else x @ w_skip.T
    return np.maximum(skip + x @ w1.T @ w2.T, 0)
