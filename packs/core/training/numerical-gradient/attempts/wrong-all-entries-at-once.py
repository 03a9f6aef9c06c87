# expect: all-entries-at-once
import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    x = np.array(x, dtype=np.float64)
    return np.ones(x.shape) * (f(x + eps) - f(x - eps)) / (2 * eps)
