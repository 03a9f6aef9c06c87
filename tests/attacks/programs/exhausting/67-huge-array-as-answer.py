# 67 Answers with far more than was asked.
# must: stopped output

import numpy as np


def f():
    return np.zeros(1 << 22)
