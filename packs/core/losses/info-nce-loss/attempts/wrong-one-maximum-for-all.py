# expect: one-maximum-for-all
import numpy as np


def info_nce_loss(z1, z2, temperature=0.1):
    u = z1 / np.linalg.norm(z1, axis=1, keepdims=True)
    v = z2 / np.linalg.norm(z2, axis=1, keepdims=True)
    scores = u @ v.T / temperature
    scores -= scores.max()
    forth = np.log(np.exp(scores).sum(axis=1))
    back = np.log(np.exp(scores).sum(axis=0))
    return ((forth + back) / 2 - np.diag(scores)).mean()
