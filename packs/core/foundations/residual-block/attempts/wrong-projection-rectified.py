# expect: projection-rectified
import numpy as np


def residual_block(x, w1, w2, w_skip=None):
    skip = x if w_skip is None else np.maximum(x @ w_skip.T, 0)
    return np.maximum(skip + np.maximum(x @ w1.T, 0) @ w2.T, 0)
