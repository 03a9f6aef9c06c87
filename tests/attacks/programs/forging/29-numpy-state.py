# 29 Leaves NumPy's error state and print options changed; right otherwise.
# against: double
# must: right

import warnings

import numpy as np

warnings.simplefilter("error")
np.seterr(all="raise")
np.set_printoptions(precision=1, threshold=1)


def double(x):
    return 2 * x
