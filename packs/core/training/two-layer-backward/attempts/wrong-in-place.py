# expect: changed-argument
import numpy as np


def two_layer(x, w1, b1, w2, b2, grad_y):
    z = x @ w1 + b1
    h = np.maximum(z, 0)
    y = h @ w2 + b2
    grad_z = (grad_y @ w2.T) * (z > 0)
    grads = (grad_z @ w1.T, x.T @ grad_z, grad_z.sum(axis=0), h.T @ grad_y, grad_y.sum(axis=0))
    for array, grad in zip((w1, b1, w2, b2), grads[1:], strict=True):
        array -= 0.1 * grad
    return y, *grads
