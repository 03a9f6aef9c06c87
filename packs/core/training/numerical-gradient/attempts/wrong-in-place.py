# expect: changed-argument
import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    moved = x if x.dtype == np.float64 and x.flags.writeable else np.array(x, dtype=np.float64)
    gradient = np.zeros(moved.shape)
    for k in np.ndindex(moved.shape):
        moved[k] += eps
        above = f(moved)
        moved[k] -= 2 * eps
        gradient[k] = (above - f(moved)) / (2 * eps)
        moved[k] += eps
    return gradient
