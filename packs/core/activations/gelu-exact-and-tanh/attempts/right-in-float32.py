import math

import numpy as np

_erf = np.frompyfunc(math.erf, 1, 1)


def gelu(x, approximate=False):
    one, half = x.dtype.type(1), x.dtype.type(0.5)
    if approximate:
        root = x.dtype.type(math.sqrt(2 / math.pi))
        return half * x * (one + np.tanh(root * (x + x.dtype.type(0.044715) * x * x * x)))
    return half * x * (one + _erf(x / x.dtype.type(2**0.5)).astype(x.dtype))
