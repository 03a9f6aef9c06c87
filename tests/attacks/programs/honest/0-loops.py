# 0 Works entry by entry.
# against: double
# must: right

import numpy as np


def double(x):
    out = np.empty_like(x)
    for place in np.ndindex(x.shape):
        out[place] = x[place] + x[place]
    return out
