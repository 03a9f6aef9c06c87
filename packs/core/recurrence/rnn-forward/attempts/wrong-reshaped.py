# expect: reshaped
import numpy as np


def rnn_forward(x, h0, w_x, w_h, b):
    N, T, D = x.shape
    states = [h0]
    for step in x.reshape(T, N, D):
        states.append(np.tanh(step @ w_x.T + states[-1] @ w_h.T + b))
    return np.stack(states[1:], axis=1)
