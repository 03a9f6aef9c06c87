import numpy as np


def pca(x, k):
    y = x - x.mean(axis=0)
    total = np.square(y).sum()
    table = y.T @ y
    rows, shares = [], []
    for _ in range(k):
        power = table.copy()
        for _ in range(12):  # squaring again and again: only the largest remains
            power = power @ power
            power /= np.abs(power).max()
        v = power[:, np.argmax(np.abs(np.diag(power)))]
        v = v / np.linalg.norm(v)
        v = v * np.sign(v[np.argmax(np.abs(v))])
        value = v @ table @ v
        table = table - value * np.outer(v, v)
        rows.append(v)
        shares.append(value / total)
    components = np.array(rows)
    return y @ components.T, components, np.array(shares)
