# expect: signs-as-they-come
import numpy as np


def pca(x, k):
    y = x - x.mean(axis=0)
    _, s, vt = np.linalg.svd(y, full_matrices=False)
    return y @ vt[:k].T, vt[:k], s[:k] ** 2 / (s**2).sum()
