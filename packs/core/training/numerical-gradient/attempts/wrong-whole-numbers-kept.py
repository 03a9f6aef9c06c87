# expect: whole-numbers-kept
import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    gradient = np.zeros(x.shape)
    for k in np.ndindex(x.shape):
        up, down = x.copy(), x.copy()
        up[k] += eps if x.dtype.kind == "f" else int(eps)
        down[k] -= eps if x.dtype.kind == "f" else int(eps)
        if x.dtype == np.float32:
            up, down = x.astype(float), x.astype(float)
            up[k] += eps
            down[k] -= eps
        gradient[k] = (f(up.astype(float)) - f(down.astype(float))) / (2 * eps)
    return gradient
