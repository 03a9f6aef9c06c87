# 85 Returns an array of strides nought that looks like a tebibyte.
# must: raised | stopped

import numpy as np


def f():
    return np.broadcast_to(np.float64(1), (1 << 20, 1 << 17))
