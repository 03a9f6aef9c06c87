# expect: probability-only
import math

import numpy as np


def gelu(x, approximate=False):
    if approximate:
        return 0.5 * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)))
    return 0.5 * (1 + np.vectorize(math.erf)(x / math.sqrt(2)))
