import numpy as np


def block(x, gamma, beta, w1, w2, eps=1e-5):
    normed, out = [], []
    for token in x:
        hat = (token - np.mean(token)) / np.sqrt(np.var(token) + eps)
        row = gamma * hat + beta
        normed.append(row)
        out.append(token + np.clip(row @ w1, 0, None) @ w2)
    return np.array(normed), np.array(out)
