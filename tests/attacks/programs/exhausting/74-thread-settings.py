# 74 Asks the libraries for 64 threads.
# against: double
# must: right

import os

for name in ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "64"


def double(x):
    import numpy as np

    (np.ones((300, 300)) @ np.ones((300, 300))).sum()
    return x + x
