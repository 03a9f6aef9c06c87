# 0 Uses much memory, and gives it back.
# against: double
# must: right

import numpy as np


def double(x):
    return 2 * x + 0 * float(np.zeros(1 << 23).sum())
