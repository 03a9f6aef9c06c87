import numpy as np


def log_softmax(x, axis=-1):
    out = np.array(x, dtype=np.float64)
    out -= np.amax(out, axis=axis, keepdims=True)
    out -= np.log(np.sum(np.exp(out), axis=axis, keepdims=True))
    return out
