# expect: step-in-float32
import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    gradient = np.zeros(x.shape)
    kind = np.float32 if x.dtype == np.float32 else np.float64
    for k in np.ndindex(x.shape):
        up, down = x.astype(kind), x.astype(kind)
        up[k] += eps
        down[k] -= eps
        gradient[k] = (f(up.astype(float)) - f(down.astype(float))) / (2 * eps)
    return gradient
