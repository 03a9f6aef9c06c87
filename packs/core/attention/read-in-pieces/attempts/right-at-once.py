import numpy as np


def read(pieces, table, w_q, w_k, w_v):
    x = np.vstack(pieces)
    x = x + table[: len(x)]
    s = (x @ w_q) @ (x @ w_k).T / w_k.shape[1] ** 0.5
    s[np.triu_indices(len(x), 1)] = -np.inf
    p = np.exp(s - s.max(axis=1)[:, None])
    return p / p.sum(axis=1)[:, None] @ (x @ w_v)
