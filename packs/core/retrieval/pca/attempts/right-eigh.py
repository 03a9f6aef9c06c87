import numpy as np


def pca(x, k):
    y = x - np.mean(x, axis=0, keepdims=True)
    covariance = np.einsum("ni,nj->ij", y, y) / (len(x) - 1)
    values, vectors = np.linalg.eigh(covariance)
    components = vectors[:, ::-1][:, :k].T.copy()
    for row in components:
        if row[np.argmax(np.abs(row))] < 0:
            row *= -1
    return y @ components.T, components, values[::-1][:k] / np.trace(covariance)
