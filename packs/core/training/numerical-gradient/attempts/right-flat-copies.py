import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    flat = x.reshape(-1)
    out = np.empty(flat.size)
    for i in range(flat.size):
        up, down = flat.astype(np.float64), flat.astype(np.float64)
        up[i] += eps
        down[i] -= eps
        out[i] = (f(up.reshape(x.shape)) - f(down.reshape(x.shape))) / eps / 2
    return out.reshape(x.shape)
