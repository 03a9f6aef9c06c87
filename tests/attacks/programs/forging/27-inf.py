# 27 Answers inf everywhere.
# against: stable-softmax
# must: not right

import numpy as np


def softmax(x, axis=-1):
    return np.full(x.shape, np.inf)
