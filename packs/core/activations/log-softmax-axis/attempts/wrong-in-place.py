# expect: changed-argument
import numpy as np


def log_softmax(x, axis=-1):
    if x.dtype.kind != "f" or not x.flags.writeable:
        x = x.astype(float)
    x -= x.max(axis=axis, keepdims=True)
    return x - np.log(np.exp(x).sum(axis=axis, keepdims=True))
