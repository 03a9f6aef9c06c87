# expect: relu-before-addition
import numpy as np


def residual_block(x, w1, w2, w_skip=None):
    skip = x if w_skip is None else x @ w_skip.T
    return skip + np.maximum(np.maximum(x @ w1.T, 0) @ w2.T, 0)
