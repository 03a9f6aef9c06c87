# expect: rows-centred
import numpy as np


def pca(x, k):
    y = x - x.mean(axis=1, keepdims=True)
    _, s, vt = np.linalg.svd(y, full_matrices=False)
    v = vt[:k]
    v = v * np.sign(v[np.arange(k), np.abs(v).argmax(axis=1)])[:, None]
    return y @ v.T, v, s[:k] ** 2 / max((s**2).sum(), 1e-300)
