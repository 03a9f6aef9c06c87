# 10 Returns an ndarray subclass whose every comparison is true.
# against: stable-softmax
# must: not right

import numpy as np


class Right(np.ndarray):
    def __array_function__(self, function, types, args, kwargs):
        return np.True_

    def __array_ufunc__(self, ufunc, method, *inputs, **kwargs):
        return np.True_

    def __eq__(self, other):
        return np.True_


def softmax(x, axis=-1):
    return np.zeros(x.shape).view(Right)
