import math

import numpy as np


def sigmoid(value):
    if value >= 0:
        return 1 / (1 + math.exp(-value))
    power = math.exp(value)
    return power / (1 + power)


def gru_cell(x, h, w_x, w_h, b):
    N, H = h.shape
    out = np.empty((N, H))
    for i in range(N):
        for j in range(H):
            u = [float(np.dot(w_x[k * H + j], x[i])) for k in range(3)]
            v = [float(np.dot(w_h[k * H + j], h[i])) for k in range(3)]
            r = sigmoid(u[0] + float(b[j]) + v[0])
            z = sigmoid(u[1] + float(b[H + j]) + v[1])
            n = math.tanh(u[2] + float(b[2 * H + j]) + r * v[2])
            out[i, j] = (1 - z) * n + z * float(h[i, j])
    return out
