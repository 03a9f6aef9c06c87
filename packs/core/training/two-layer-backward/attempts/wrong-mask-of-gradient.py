# expect: mask-of-gradient
import numpy as np


def two_layer(x, w1, b1, w2, b2, grad_y):
    z = x @ w1 + b1
    h = np.maximum(z, 0)
    y = h @ w2 + b2
    grad_w2 = h.T @ grad_y
    grad_b2 = grad_y.sum(axis=0)
    grad_z = np.maximum(grad_y @ w2.T, 0)
    grad_w1 = x.T @ grad_z
    grad_b1 = grad_z.sum(axis=0)
    return y, grad_z @ w1.T, grad_w1, grad_b1, grad_w2, grad_b2
