# 84 Returns an object that says it is an array.
# against: stable-softmax
# must: not right

import numpy as np


class Liar:
    __class__ = np.ndarray
    dtype = np.dtype("f8")
    shape = (2, 3)
    ndim = 2
    flags = np.zeros(2).flags


def softmax(x, axis=-1):
    return Liar()
