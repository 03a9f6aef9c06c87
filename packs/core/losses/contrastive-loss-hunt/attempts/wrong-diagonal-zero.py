# expect: still-meets-itself
import numpy as np


def contrastive_loss(one, two, temperature=0.5):
    """SimCLR's loss: each of the 2n rows has to find its partner among all other rows."""
    n = len(one)
    z = np.concatenate([one, two])
    z = z / np.linalg.norm(z, axis=1, keepdims=True)
    scores = z.dot(z.T) / temperature
    np.fill_diagonal(scores, 0.0)
    partner = np.concatenate([np.arange(n, 2 * n), np.arange(n)])
    top = np.array([max(row) for row in scores])
    total = np.exp(scores - top[:, None]).sum(axis=1)
    own = scores[np.arange(2 * n), partner]
    return np.mean(np.log(total) + top - own)
