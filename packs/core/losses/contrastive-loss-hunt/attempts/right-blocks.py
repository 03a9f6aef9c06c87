import numpy as np


def contrastive_loss(one, two, temperature=0.5):
    u = one / np.sqrt((one**2).sum(1))[:, None]
    v = two / np.sqrt((two**2).sum(1))[:, None]
    n = len(u)
    across = np.einsum("id,jd->ij", u, v) / temperature
    loss = 0.0
    for inside, other in ((u @ u.T / temperature, across), (v @ v.T / temperature, across.T)):
        inside = inside[~np.eye(n, dtype=bool)].reshape(n, n - 1)
        candidates = np.hstack([other, inside])
        loss += (np.logaddexp.reduce(candidates, axis=1) - np.diag(other)).sum()
    return loss / (2 * n)
