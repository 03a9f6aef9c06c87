# expect: standardised
import numpy as np


def pca(x, k):
    y = (x - x.mean(axis=0)) / (x.std(axis=0) + 1e-12)
    _, s, vt = np.linalg.svd(y, full_matrices=False)
    v = vt[:k]
    v = v * np.sign(v[np.arange(k), np.abs(v).argmax(axis=1)])[:, None]
    return y @ v.T, v, s[:k] ** 2 / (s**2).sum()
