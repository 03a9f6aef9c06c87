# 30 Leaves NumPy and the builtins broken for who comes next.
# against: stable-softmax
# must: not right

import builtins
import sys
import time

import numpy as np

np.exp = np.log = np.allclose = lambda *args, **kwargs: 0
time.time = time.monotonic = lambda: 0
sys.modules["numpy.linalg"] = sys.modules["math"] = None
np.ndarray.__module__
builtins.sorted = builtins.sum = builtins.max = lambda *args, **kwargs: 0


def softmax(x, axis=-1):
    return np.zeros(x.shape)
