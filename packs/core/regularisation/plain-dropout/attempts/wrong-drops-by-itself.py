# expect: wrong-value
import numpy as np


def dropout(x, grad_out, noise, p, training=True, inverted=False):
    if not 0 <= p < 1:
        raise ValueError(p)
    factor = 1.0 if inverted else 1 - p
    if training:
        factor = (np.random.default_rng().random(x.shape) >= p) / (1 - p if inverted else 1.0)
    return x * factor, grad_out * factor
