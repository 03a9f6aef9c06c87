import numpy as np


def two_layer(x, w1, b1, w2, b2, grad_y):
    y = np.zeros(grad_y.shape)
    grad_x = np.zeros(x.shape)
    grad_w1, grad_b1 = np.zeros(w1.shape), np.zeros(b1.shape)
    grad_w2, grad_b2 = np.zeros(w2.shape), np.zeros(b2.shape)
    for n in range(len(x)):
        z = w1.T.astype(float) @ x[n] + b1
        h = np.where(z > 0, z, 0.0)
        y[n] = w2.T @ h + b2
        g = grad_y[n].astype(float)
        grad_w2 += np.outer(h, g)
        grad_b2 += g
        dz = np.where(z > 0, w2 @ g, 0.0)
        grad_w1 += np.outer(x[n], dz)
        grad_b1 += dz
        grad_x[n] = w1 @ dz
    return y, grad_x, grad_w1, grad_b1, grad_w2, grad_b2
