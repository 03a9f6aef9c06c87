# expect: changed-argument
import math

import numpy as np


def gelu(x, approximate=False):
    if not x.flags.writeable:
        x = x.copy()
    share = np.vectorize(math.erf)(x / math.sqrt(2))
    if approximate:
        share = np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3))
    x *= 0.5 * (1 + share)
    return x
