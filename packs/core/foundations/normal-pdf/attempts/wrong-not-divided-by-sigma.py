# expect: not-divided-by-sigma
import numpy as np


def normal_pdf(x, mu=0.0, sigma=1.0):
    if np.any(np.asarray(sigma) <= 0):
        raise ValueError
    log = -(((x - mu) / sigma) ** 2) / 2 - np.log(np.sqrt(2 * np.pi))
    return np.exp(log), log
