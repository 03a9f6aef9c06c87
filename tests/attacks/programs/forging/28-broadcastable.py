# 28 Answers one number that broadcasts to the shape.
# against: stable-softmax
# must: not right

import numpy as np


def softmax(x, axis=-1):
    return np.float64(1 / x.shape[axis])
