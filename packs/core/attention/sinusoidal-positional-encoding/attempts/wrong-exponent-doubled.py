# expect: exponent-doubled
import numpy as np


def sinusoidal_positional_encoding(length, d_model, first=0, base=10000.0):
    t = np.arange(first, first + length)[:, None]
    column = np.arange(d_model) // 2 * 2
    angles = t / base ** (2 * column / d_model)
    pe = np.zeros((length, d_model))
    pe[:, 0::2] = np.sin(angles[:, 0::2])
    pe[:, 1::2] = np.cos(angles[:, 1::2])
    return pe
