# expect: not-interleaved
import numpy as np


def apply_rope(x, positions, base=10000.0):
    d = x.shape[-1]
    if d % 2:
        raise ValueError("D must be even")
    t = positions.astype(np.float64)
    rates = 1 / base ** (np.arange(0, d, 2) / d)
    angle = t[..., None] * rates
    cos, sin = np.cos(angle), np.sin(angle)
    a, b = x[..., 0::2], x[..., 1::2]
    return np.concatenate([a * cos - b * sin, a * sin + b * cos], axis=-1)
