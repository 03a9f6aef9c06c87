# expect: one-array-for-all-steps
import numpy as np


def rnn_forward(x, h0, w_x, w_h, b):
    h, states = h0.copy(), []
    for t in range(x.shape[1]):
        h[...] = np.tanh(x[:, t] @ w_x.T + h @ w_h.T + b)
        states.append(h)
    return np.stack(states, axis=1)
