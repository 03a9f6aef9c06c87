import numpy as np


def pca(x, k):
    u, s, vt = np.linalg.svd(x - x.mean(0), full_matrices=True)
    codes, components = u[:, :k] * s[:k], vt[:k]
    for i in range(k):
        if components[i].max() < -components[i].min():
            components[i], codes[:, i] = -components[i], -codes[:, i]
    return codes, components, s[:k] ** 2 / np.sum(s**2)
