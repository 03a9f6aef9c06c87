# 0 A right softmax that works in place on a copy.
# against: stable-softmax
# must: right

import numpy as np


def softmax(x, axis=-1):
    x = np.array(x, dtype=np.result_type(x, np.float32))
    x -= x.max(axis=axis, keepdims=True)
    np.exp(x, out=x)
    x /= x.sum(axis=axis, keepdims=True)
    return x
