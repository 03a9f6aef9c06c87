# expect: padding-read
import numpy as np


def bidirectional_rnn(x, lengths, w_x, w_h, b):
    N, T, _ = x.shape
    H = b.shape[1]
    out = np.zeros((N, T, 2 * H), dtype=x.dtype)
    for way, steps in ((0, range(T)), (1, range(T - 1, -1, -1))):
        h = np.zeros((N, H))
        for t in steps:
            h = np.tanh(x[:, t] @ w_x[way].T + h @ w_h[way].T + b[way])
            out[:, t, way * H : (way + 1) * H] = h
    return out * (np.arange(T) < lengths[:, None])[:, :, None]
