# expect: square-for-cube
import math

import numpy as np


def gelu(x, approximate=False):
    if approximate:
        return 0.5 * x * (1 + np.tanh(math.sqrt(2 / math.pi) * (x + 0.044715 * x**2)))
    return 0.5 * x * (1 + np.vectorize(math.erf)(x / math.sqrt(2)))
