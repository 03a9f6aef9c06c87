# expect: not-centred
import numpy as np


def pca(x, k):
    _, s, vt = np.linalg.svd(x, full_matrices=False)
    v = vt[:k]
    v = v * np.sign(v[np.arange(k), np.abs(v).argmax(axis=1)])[:, None]
    return x @ v.T, v, s[:k] ** 2 / (s**2).sum()
