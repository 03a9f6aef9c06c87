# 0 Works in Fortran order and on reversed views.
# against: double
# must: right

import numpy as np


def double(x):
    return np.asfortranarray(2 * x)[::-1][::-1]
