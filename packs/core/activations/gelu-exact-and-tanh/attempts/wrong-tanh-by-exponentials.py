# expect: tanh-by-exponentials
import math

import numpy as np


def gelu(x, approximate=False):
    if approximate:
        u = math.sqrt(2 / math.pi) * (x + 0.044715 * x**3)
        return 0.5 * x * (1 + (np.exp(u) - np.exp(-u)) / (np.exp(u) + np.exp(-u)))
    return 0.5 * x * (1 + np.vectorize(math.erf)(x / math.sqrt(2)))
