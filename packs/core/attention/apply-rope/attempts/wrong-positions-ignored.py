# expect: positions-ignored
import numpy as np


def apply_rope(x, positions, base=10000.0):
    d = x.shape[-1]
    if d % 2:
        raise ValueError("D must be even")
    t = np.arange(x.shape[-2])
    rates = 1 / base ** (np.arange(0, d, 2) / d)
    angle = t[..., None] * rates
    cos, sin = np.cos(angle), np.sin(angle)
    out = np.empty(x.shape)
    a, b = x[..., 0::2], x[..., 1::2]
    out[..., 0::2] = a * cos - b * sin
    out[..., 1::2] = a * sin + b * cos
    return out
