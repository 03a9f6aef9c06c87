import numpy as np


def apply_rope(x, positions, base=10000.0):
    d = x.shape[-1]
    if d % 2:
        raise ValueError("D must be even")
    theta = np.repeat(base ** (-np.arange(0, d, 2) / d), 2)
    angle = np.asarray(positions, dtype=np.float64)[..., None] * theta
    crossed = np.stack([-x[..., 1::2], x[..., ::2]], axis=-1).reshape(x.shape)
    return x * np.cos(angle) + crossed * np.sin(angle)
