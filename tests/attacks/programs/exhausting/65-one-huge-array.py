# 65 Asks for one array of a tebibyte.
# must: raised _ArrayMemoryError | raised MemoryError | raised ArrayMemoryError

import numpy as np


def f():
    return np.ones(1 << 37).sum()
