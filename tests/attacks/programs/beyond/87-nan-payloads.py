# 87 Answers with not-a-numbers of every payload.
# against: stable-softmax
# must: not right

import numpy as np


def softmax(x, axis=-1):
    bits = np.random.default_rng(0).integers(0, 1 << 51, x.shape) | (0x7FF << 52)
    return bits.view(np.float64)
