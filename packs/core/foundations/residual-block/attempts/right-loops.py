import numpy as np


def residual_block(x, w1, w2, w_skip=None):
    rows = x.reshape(-1, x.shape[-1])
    out = []
    for row in rows:
        hidden = w1 @ row
        hidden[hidden < 0] = 0
        total = w2 @ hidden + (row if w_skip is None else w_skip @ row)
        out.append(np.where(total > 0, total, 0.0))
    return np.array(out).reshape(*x.shape[:-1], w2.shape[0])
