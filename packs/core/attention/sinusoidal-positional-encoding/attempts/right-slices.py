import numpy as np


def sinusoidal_positional_encoding(length, d_model, first=0, base=10000.0):
    pe = np.zeros((length, d_model))
    t = np.arange(first, first + length, dtype=float).reshape(-1, 1)
    div = np.exp(np.arange(0, d_model, 2) * (-np.log(base) / d_model))
    pe[:, 0::2] = np.sin(t * div)
    pe[:, 1::2] = np.cos(t * div[: d_model // 2])
    return pe
