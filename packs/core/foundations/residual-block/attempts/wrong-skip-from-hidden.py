# expect: skip-from-hidden
import numpy as np


def residual_block(x, w1, w2, w_skip=None):
    hidden = np.maximum(x @ w1.T, 0)
    skip = hidden if w_skip is None else x @ w_skip.T
    return np.maximum(skip + hidden @ w2.T, 0)
