import numpy as np


def dropout(x, grad_out, noise, p, training=True, inverted=False):
    if p < 0 or p >= 1:
        raise ValueError("p is a probability of dropping, and below 1")
    scale = 1.0
    if training and inverted:
        scale = 1 / (1 - p)
    if not training and not inverted:
        scale = 1 - p
    dropped = noise < p if training else np.zeros(x.shape, dtype=bool)
    return np.where(dropped, 0.0, x * scale), np.where(dropped, 0.0, grad_out * scale)
