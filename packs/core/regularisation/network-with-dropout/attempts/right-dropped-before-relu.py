import numpy as np


def network(x, y, w1, b1, w2, b2, noise, p, decay=0.0, training=True):
    # A factor of 0 or more may be taken on either side of the ReLU.
    factor = np.where(noise < p, 0.0, 1 / (1 - p)) if training else 1.0
    d = np.maximum((x @ w1 + b1) * factor, 0)
    s = d @ w2 + b2
    s = s - s.max(axis=1, keepdims=True)
    log_p = s - np.log(np.sum(np.exp(s), axis=1, keepdims=True))
    onehot = np.zeros_like(s)
    onehot[np.arange(len(y)), y] = 1
    loss = -np.sum(onehot * log_p) / len(y) + 0.5 * decay * (np.sum(w1**2) + np.sum(w2**2))
    g = (np.exp(log_p) - onehot) / len(y)
    gz = np.where(d > 0, g @ w2.T, 0) * factor
    return loss, x.T @ gz + decay * w1, gz.sum(0), d.T @ g + decay * w2, g.sum(0)
