# expect: wrong-axes
import numpy as np


def quantize_int8(x, axis=None, limit=None):
    top = np.abs(x).max(axis=axis, keepdims=True)
    if limit is not None:
        top = np.full(top.shape, limit)
    scale = np.where(top > 0, top, 127) / 127
    return np.rint(x / scale).clip(-127, 127).astype(np.int8), scale
