import numpy as np


def cross_entropy(scores):
    shifted = scores - scores.max(axis=1, keepdims=True)
    log_p = shifted - np.log(np.exp(shifted).sum(axis=1, keepdims=True))
    n = len(scores)
    return -log_p[np.arange(n), np.arange(n)].mean()


def info_nce_loss(z1, z2, temperature=0.1):
    u = z1 / np.sqrt((z1**2).sum(axis=1))[:, None]
    v = z2 / np.sqrt((z2**2).sum(axis=1))[:, None]
    scores = np.einsum("id,jd->ij", u, v) / temperature
    return (cross_entropy(scores) + cross_entropy(scores.T)) / 2
