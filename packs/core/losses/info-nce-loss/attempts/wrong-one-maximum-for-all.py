# expect: one-maximum-for-all
import numpy as np


def info_nce_loss(z1, z2, temperature=0.1):
    u = z1 / np.linalg.norm(z1, axis=1, keepdims=True)
    v = z2 / np.linalg.norm(z2, axis=1, keepdims=True)
    scores = u @ v.T / temperature
    parts = np.exp(scores - scores.max())
    own = np.log(np.diag(parts))
    forth = np.log(parts.sum(axis=1)) - own
    back = np.log(parts.sum(axis=0)) - own
    return (forth + back).mean() / 2
