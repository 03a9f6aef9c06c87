# 87 Answers with an array of no numbers and 2**40 rows.
# against: stable-softmax
# must: not right

import numpy as np


def softmax(x, axis=-1):
    return np.zeros((1 << 40, 0))
