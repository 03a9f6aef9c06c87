import numpy as np


def train(start, target, scales, steps=6, lr=0.1, beta1=0.9, beta2=0.999, eps=1e-8):
    x, m, v = np.array(start), 0.0, 0.0
    path = np.empty((steps + 1, len(x)))
    path[0] = x
    for k in range(steps):
        g = scales * (x - target)
        m = m + (1 - beta1) * (g - m)
        v = v + (1 - beta2) * (g * g - v)
        share1, share2 = 1 - beta1 ** (k + 1), 1 - beta2 ** (k + 1)
        x = x - lr / share1 * m / (np.sqrt(v / share2) + eps)
        path[k + 1] = x
    return path
