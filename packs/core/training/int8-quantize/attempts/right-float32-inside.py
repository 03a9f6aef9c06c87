import numpy as np


def quantize_int8(x, axis=None, limit=None):
    y = x.astype(np.float32)
    axes = list(range(x.ndim))
    if axis is not None:
        del axes[axis]
    top = np.max(np.abs(y), axis=tuple(axes), keepdims=True)
    if limit is not None:
        top = np.full_like(top, limit)
    top = np.where(top == 0, np.float32(127), top)
    scale = top / np.float32(127)
    y /= scale
    np.rint(y, out=y)
    return np.clip(y, -127, 127).astype("int8"), scale
