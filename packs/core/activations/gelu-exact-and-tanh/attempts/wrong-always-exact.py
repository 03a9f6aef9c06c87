# expect: always-exact
import math

import numpy as np


def gelu(x, approximate=False):
    return 0.5 * x * (1 + np.vectorize(math.erf)(x / math.sqrt(2)))
