# expect: broken-law
import numpy as np


def quantize_int8(x, axis=None, limit=None):
    others = tuple(k for k in range(x.ndim) if axis is None or k != axis % x.ndim)
    top = np.abs(x).max(axis=others, keepdims=True)
    if limit is not None:
        top = np.full(top.shape, limit)
    scale = np.where(top > 0, top, 127) / 127
    levels = np.rint(x / scale)
    return levels.clip(-127, 127).astype(np.int16), scale
