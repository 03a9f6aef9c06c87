import numpy as np


def apply_rope(x, positions, base=10000.0):
    d = x.shape[-1]
    if d % 2 == 1:
        raise ValueError("pairs need an even width")
    w = np.exp(-np.log(base) * np.arange(d // 2) * 2 / d)
    turn = np.exp(1j * np.multiply.outer(positions, w))
    z = (x[..., ::2] + 1j * x[..., 1::2]) * turn
    out = np.empty(x.shape)
    out[..., ::2], out[..., 1::2] = z.real, z.imag
    return out
