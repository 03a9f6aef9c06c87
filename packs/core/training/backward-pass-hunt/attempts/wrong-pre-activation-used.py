# expect: pre-activation-used
import numpy as np


def gradients(x, labels, w1, b1, w2, b2):
    # forward
    rows = np.arange(len(x))
    z1 = x @ w1 + b1
    h1 = np.maximum(z1, 0)
    scores = h1 @ w2 + b2
    scores = scores - scores.max(axis=1, keepdims=True)
    log_p = scores - np.log(np.exp(scores).sum(axis=1, keepdims=True))
    loss = -log_p[rows, labels].mean()
    # backward
    d_scores = np.exp(log_p)
    d_scores[rows, labels] -= 1
    d_scores = d_scores / len(x)
    d_w2 = z1.T @ d_scores
    d_b2 = d_scores.sum(axis=0)
    d_h1 = d_scores @ w2.T
    d_z1 = d_h1 * (z1 > 0)
    d_w1 = x.T @ d_z1
    d_b1 = d_z1.sum(axis=0)
    return loss, d_w1, d_b1, d_w2, d_b2
