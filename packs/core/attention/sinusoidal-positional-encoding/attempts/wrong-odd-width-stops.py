# expect: raised
import numpy as np


def sinusoidal_positional_encoding(length, d_model, first=0, base=10000.0):
    pe = np.zeros((length, d_model))
    t = np.arange(first, first + length)[:, None]
    div = base ** (np.arange(0, d_model, 2) / d_model)
    pe[:, 0::2] = np.sin(t / div)
    pe[:, 1::2] = np.cos(t / div)
    return pe
