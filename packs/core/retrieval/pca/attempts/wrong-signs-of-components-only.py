# expect: signs-of-components-only
import numpy as np


def pca(x, k):
    y = x - x.mean(axis=0)
    u, s, vt = np.linalg.svd(y, full_matrices=False)
    v = vt[:k]
    v = v * np.sign(v[np.arange(k), np.abs(v).argmax(axis=1)])[:, None]
    return u[:, :k] * s[:k], v, s[:k] ** 2 / (s**2).sum()
