# expect: constant-rate
import numpy as np


def train(x, labels, start1, start2, steps=40, rate=0.5):
    """The loss before each step of gradient descent on one batch, as an array."""
    x = (x - x.mean(axis=0)) / x.std(axis=0)
    targets = np.eye(start2.shape[1])[labels]
    w1 = start1 * np.sqrt(2 / start1.shape[0])
    w2 = start2 * np.sqrt(1 / start2.shape[0])
    b1 = np.zeros(start1.shape[1])
    decay = 1e-4
    losses = []
    for step in range(steps):
        order = np.roll(np.arange(len(x)), step)
        xs, ys = x[order], targets[order]
        hidden = np.maximum(xs @ w1 + b1, 0)
        scores = hidden @ w2
        powers = np.exp(scores - scores.max(axis=1, keepdims=True))
        p = powers / powers.sum(axis=1, keepdims=True)
        losses.append(-np.log(p[np.arange(len(xs)), labels[order]]).mean())
        d_scores = (p - ys) / len(xs)
        d_hidden = d_scores @ w2.T * (hidden > 0)
        size = rate
        g1, g2 = xs.T @ d_hidden + decay * w1, hidden.T @ d_scores + decay * w2
        gb = d_hidden.sum(axis=0)
        w1, w2, b1 = w1 - size * g1, w2 - size * g2, b1 - size * gb
    return np.array(losses)
