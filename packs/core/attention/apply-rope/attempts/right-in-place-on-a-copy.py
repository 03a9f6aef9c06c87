import numpy as np


def apply_rope(x, positions, base=10000.0):
    out = np.array(x)
    d = out.shape[-1]
    if d % 2:
        raise ValueError("D must be even")
    for i in range(d // 2):
        angle = positions.astype(np.float64) / base ** (2 * i / d)
        c = np.cos(angle).astype(x.dtype)
        s = np.sin(angle).astype(x.dtype)
        a, b = x[..., 2 * i], x[..., 2 * i + 1]
        out[..., 2 * i] = a * c - b * s
        out[..., 2 * i + 1] = a * s + b * c
    return out
