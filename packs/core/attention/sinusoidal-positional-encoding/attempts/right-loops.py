import math

import numpy as np


def sinusoidal_positional_encoding(length, d_model, first=0, base=10000.0):
    rows = []
    for t in range(first, first + length):
        row = []
        for c in range(d_model):
            angle = t / base ** (2 * (c // 2) / d_model)
            row.append(math.cos(angle) if c % 2 else math.sin(angle))
        rows.append(row)
    return np.array(rows)
