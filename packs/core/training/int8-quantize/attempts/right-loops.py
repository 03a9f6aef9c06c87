import numpy as np


def quantize_int8(x, axis=None, limit=None):
    values = np.empty(x.shape, np.int8)
    shape = [1 if axis is None or k != axis % x.ndim else n for k, n in enumerate(x.shape)]
    scale = np.zeros(shape)
    for place in np.ndindex(x.shape):
        home = tuple(0 if n == 1 else k for k, n in zip(place, shape, strict=True))
        scale[home] = max(scale[home], abs(float(x[place])))
    if limit is not None:
        scale[...] = limit
    scale[scale == 0] = 127
    scale /= 127
    for place in np.ndindex(x.shape):
        home = tuple(0 if n == 1 else k for k, n in zip(place, shape, strict=True))
        values[place] = min(max(round(float(x[place]) / scale[home]), -127), 127)
    return values, scale
