# expect: skip-forgotten
import numpy as np


def residual_block(x, w1, w2, w_skip=None):
    return np.maximum(np.maximum(x @ w1.T, 0) @ w2.T, 0)
