import numpy as np


def rnn_backward(grad_h, x, h, h0, w_x, w_h):
    N, T, D = x.shape
    H = h0.shape[1]
    g_h0, g_x, g_h, g_b = np.zeros((N, H)), np.zeros((H, D)), np.zeros((H, H)), np.zeros(H)
    for n in range(N):
        carried = [0.0] * H
        for t in range(T - 1, -1, -1):
            previous = h[n, t - 1] if t else h0[n]
            above = [float(grad_h[n, t, i]) + carried[i] for i in range(H)]
            delta = [above[i] * (1 - float(h[n, t, i]) ** 2) for i in range(H)]
            for i in range(H):
                g_b[i] += delta[i]
                for j in range(D):
                    g_x[i, j] += delta[i] * float(x[n, t, j])
                for j in range(H):
                    g_h[i, j] += delta[i] * float(previous[j])
            carried = [sum(delta[i] * float(w_h[i, j]) for i in range(H)) for j in range(H)]
        g_h0[n] = carried
    return g_h0, g_x, g_h, g_b
