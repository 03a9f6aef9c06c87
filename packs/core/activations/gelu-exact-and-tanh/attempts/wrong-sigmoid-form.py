# expect: sigmoid-form
import math

import numpy as np


def gelu(x, approximate=False):
    if approximate:
        return x / (1 + np.exp(-1.702 * x))
    return 0.5 * x * (1 + np.vectorize(math.erf)(x / math.sqrt(2)))
