# expect: not-normalised
import numpy as np


def info_nce_loss(z1, z2, temperature=0.1):
    s = z1 @ z2.T / temperature
    both = np.logaddexp.reduce(s, axis=1) + np.logaddexp.reduce(s, axis=0)
    return (both / 2 - np.diag(s)).mean()
