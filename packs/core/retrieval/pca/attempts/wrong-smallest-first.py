# expect: smallest-first
import numpy as np


def pca(x, k):
    y = x - x.mean(axis=0)
    values, vectors = np.linalg.eigh(y.T @ y)
    v = vectors.T[:k]
    v = v * np.sign(v[np.arange(k), np.abs(v).argmax(axis=1)])[:, None]
    return y @ v.T, v, values[:k] / values.sum()
