import math

import numpy as np


def rotate(row, place, base):
    out = []
    for i in range(0, len(row), 2):
        angle = place / base ** (i / len(row))
        c, s = math.cos(angle), math.sin(angle)
        out += [row[i] * c - row[i + 1] * s, row[i] * s + row[i + 1] * c]
    return np.array(out)


def scores(q, k, start, base=10000.0):
    keys = [rotate(row, s, base) for s, row in enumerate(k)]
    queries = [rotate(row, start + t, base) for t, row in enumerate(q)]
    return np.array([[a @ b for b in keys] for a in queries]) / math.sqrt(q.shape[1])
