# expect: naive-exponential
import numpy as np


def info_nce_loss(z1, z2, temperature=0.1):
    u = z1 / np.linalg.norm(z1, axis=1, keepdims=True)
    v = z2 / np.linalg.norm(z2, axis=1, keepdims=True)
    e = np.exp(u @ v.T / temperature)
    own = np.diag(e)
    return -(np.log(own / e.sum(axis=1)) + np.log(own / e.sum(axis=0))).mean() / 2
