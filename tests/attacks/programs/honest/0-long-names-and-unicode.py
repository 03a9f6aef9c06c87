# 0 Uses names in other scripts.
# against: double
# must: right

import numpy as np

größe = 2


def double(x):
    δ = größe * x
    return np.array(δ)
