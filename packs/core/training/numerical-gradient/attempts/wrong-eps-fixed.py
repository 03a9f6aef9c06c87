# expect: eps-fixed
import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    x, eps = np.array(x, dtype=np.float64), 1e-5
    gradient = np.zeros(x.shape)
    for k in np.ndindex(x.shape):
        step = np.zeros(x.shape)
        step[k] = eps
        gradient[k] = (f(x + step) - f(x - step)) / (2 * eps)
    return gradient
