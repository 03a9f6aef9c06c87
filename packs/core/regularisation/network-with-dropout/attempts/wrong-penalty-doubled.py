# expect: penalty-doubled
import numpy as np


def network(x, y, w1, b1, w2, b2, noise, p, decay=0.0, training=True):
    z = x @ w1 + b1
    hidden = np.maximum(z, 0)
    mask = noise >= p if training else np.ones(z.shape)
    factor = mask / (1 - p) if training else mask
    dropped = hidden * factor
    scores = dropped @ w2 + b2
    rows = np.arange(len(y))
    shifted = scores - scores.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    loss = -log_p[rows, y].mean() + decay / 2 * ((w1**2).sum() + (w2**2).sum())
    grad = np.exp(log_p)
    grad[rows, y] -= 1
    grad /= len(y)
    grad_w2 = dropped.T @ grad + 2 * decay * w2
    grad_z = grad @ w2.T * factor * (z > 0)
    grad_w1 = x.T @ grad_z + 2 * decay * w1
    return loss, grad_w1, grad_z.sum(axis=0), grad_w2, grad.sum(axis=0)
