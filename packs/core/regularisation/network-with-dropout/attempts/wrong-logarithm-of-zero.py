# expect: logarithm-of-zero
import numpy as np


def network(x, y, w1, b1, w2, b2, noise, p, decay=0.0, training=True):
    z = x @ w1 + b1
    factor = (noise >= p) / (1 - p) if training else np.ones(z.shape)
    d = np.maximum(z, 0) * factor
    scores = d @ w2 + b2
    powers = np.exp(scores - scores.max(axis=1, keepdims=True))
    probabilities = powers / powers.sum(axis=1, keepdims=True)
    picked = probabilities[np.arange(len(y)), y]
    loss = -np.log(picked).mean() + decay / 2 * ((w1**2).sum() + (w2**2).sum())
    g = (probabilities - np.eye(len(b2))[y]) / len(y)
    grad_z = (g @ w2.T) * factor * (z > 0)
    return (
        loss,
        x.T @ grad_z + decay * w1,
        grad_z.sum(axis=0),
        d.T @ g + decay * w2,
        g.sum(axis=0),
    )
