import numpy as np


def numerical_gradient(f, x, eps=1e-5):
    x = np.asarray(x).astype(float)
    basis = np.eye(x.size).reshape(x.size, *x.shape)
    slopes = [(f(x + eps * e) - f(x - eps * e)) / (2 * eps) for e in basis]
    return np.array(slopes).reshape(x.shape)
