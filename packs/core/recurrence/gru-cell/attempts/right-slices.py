import numpy as np


def gru_cell(x, h, w_x, w_h, b):
    H = h.shape[1]
    with np.errstate(over="ignore"):
        gates = 1 / (1 + np.exp(-(x @ w_x[: 2 * H].T + h @ w_h[: 2 * H].T + b[: 2 * H])))
    r, z = gates[:, :H], gates[:, H:]
    n = np.tanh(x @ w_x[2 * H :].T + b[2 * H :] + r * (h @ w_h[2 * H :].T))
    return n + z * (h - n)
