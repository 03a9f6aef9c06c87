# expect: projection-ignored
import numpy as np


def residual_block(x, w1, w2, w_skip=None):
    branch = np.maximum(x @ w1.T, 0) @ w2.T
    skip = x if branch.shape == x.shape else x @ w_skip.T
    return np.maximum(skip + branch, 0)
