# expect: columns-normalised
import numpy as np


def info_nce_loss(z1, z2, temperature=0.1):
    u = z1 / np.linalg.norm(z1)
    v = z2 / np.linalg.norm(z2)
    s = u @ v.T / temperature
    both = np.logaddexp.reduce(s, axis=1) + np.logaddexp.reduce(s, axis=0)
    return (both / 2 - np.diag(s)).mean()
