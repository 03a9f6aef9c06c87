import math

import numpy as np


def squash(z):
    if z < 0:
        return math.exp(z) / (1 + math.exp(z))
    return 1 / (1 + math.exp(-z))


def lstm_cell(x, h, c, w_x, w_h, b):
    n, units = h.shape
    h_new = np.empty((n, units))
    c_new = np.empty((n, units))
    for row in range(n):
        z = [float(w_x[k] @ x[row] + w_h[k] @ h[row] + b[k]) for k in range(4 * units)]
        for u in range(units):
            i, f, o = squash(z[u]), squash(z[units + u]), squash(z[3 * units + u])
            g = math.tanh(z[2 * units + u])
            c_new[row, u] = f * c[row, u] + i * g
            h_new[row, u] = o * math.tanh(c_new[row, u])
    return h_new, c_new
