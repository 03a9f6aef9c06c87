import numpy as np


def gradients(x, h0, w_x, w_h, b, target):
    """All deltas first, then products of matrices."""
    h = [h0]
    for row in x:
        h.append(np.tanh(row @ w_x.T + h[-1] @ w_h.T + b))
    h = np.stack(h)
    deltas = np.zeros_like(h[1:])
    above = h[-1] - target
    for t in range(len(x) - 1, -1, -1):
        deltas[t] = above * (1 - h[t + 1] * h[t + 1])
        above = deltas[t] @ w_h
    loss = 0.5 * (h[-1] - target) @ (h[-1] - target)
    return loss, above, deltas.T @ x, deltas.T @ h[:-1], deltas.sum(0)
