import numpy as np


def quantize_int8(x, axis=None, limit=None):
    rows = x.reshape(1, -1) if axis is None else np.moveaxis(x, axis, 0).reshape(x.shape[axis], -1)
    top = np.maximum(rows.max(axis=1), -rows.min(axis=1)).astype(np.float64)
    if limit is not None:
        top[:] = limit
    top[top == 0] = 127
    scale = top / 127
    q = np.clip(np.round(rows / scale[:, None], 0), -127, 127).astype(np.int8)
    if axis is None:
        return q.reshape(x.shape), scale.reshape((1,) * x.ndim)
    moved = np.moveaxis(x, axis, 0).shape
    shape = [1] * x.ndim
    shape[axis] = -1
    return np.moveaxis(q.reshape(moved), 0, axis), scale.reshape(shape)
