import math

import numpy as np


def rnn_forward(x, h0, w_x, w_h, b):
    N, T, D = x.shape
    H = h0.shape[1]
    out = np.zeros((N, T, H))
    for n in range(N):
        state = [float(value) for value in h0[n]]
        for t in range(T):
            sums = []
            for i in range(H):
                total = float(b[i])
                for j in range(D):
                    total += float(w_x[i, j]) * float(x[n, t, j])
                for j in range(H):
                    total += float(w_h[i, j]) * state[j]
                sums.append(math.tanh(total))
            state = sums
            out[n, t] = state
    return out
