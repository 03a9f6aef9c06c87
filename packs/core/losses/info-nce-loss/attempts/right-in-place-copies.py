import numpy as np


def info_nce_loss(z1, z2, temperature=0.1):
    u, v = z1.copy(), z2.copy()
    u /= np.linalg.norm(u, axis=1)[:, None]
    v /= np.linalg.norm(v, axis=1)[:, None]
    s = np.inner(u, v)
    s /= temperature
    gaps = s - np.diag(s)[:, None]  # against the partner of the row
    backs = s - np.diag(s)
    loss = 0.0
    for table, axis in ((gaps, 1), (backs, 0)):
        top = table.max(axis=axis, keepdims=True)
        loss += (np.log(np.exp(table - top).sum(axis=axis, keepdims=True)) + top).mean()
    return loss / 2
