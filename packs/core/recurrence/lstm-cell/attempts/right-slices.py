import numpy as np


def sigmoid(z):
    return 1 / (1 + np.exp(-z))


def lstm_cell(x, h, c, w_x, w_h, b):
    n = h.shape[1]
    z = np.einsum("nd,kd->nk", x, w_x) + np.einsum("nh,kh->nk", h, w_h) + b
    i = sigmoid(z[:, :n])
    f = sigmoid(z[:, n : 2 * n])
    g = np.tanh(z[:, 2 * n : 3 * n])
    o = sigmoid(z[:, 3 * n :])
    c_new = f * c + i * g
    h_new = o * np.tanh(c_new)
    return h_new, c_new
