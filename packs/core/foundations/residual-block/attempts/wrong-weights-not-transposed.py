# expect: weights-not-transposed
import numpy as np


def residual_block(x, w1, w2, w_skip=None):
    skip = x if w_skip is None else x @ w_skip
    return np.maximum(skip + np.maximum(x @ w1, 0) @ w2, 0)
