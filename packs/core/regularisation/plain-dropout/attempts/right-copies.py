import numpy as np


def dropout(x, grad_out, noise, p, training=True, inverted=False):
    if not (p >= 0.0 and p < 1.0):
        raise ValueError(p)
    out, grad_x = np.array(x, dtype=float), np.array(grad_out, dtype=float)
    for array in (out, grad_x):
        if training:
            array[noise < p] = 0
        if training == inverted:
            array /= (1 - p) if inverted else 1 / (1 - p)
    return out, grad_x
