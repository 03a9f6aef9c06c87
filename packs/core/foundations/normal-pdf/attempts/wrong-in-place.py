# expect: changed-argument
import numpy as np


def normal_pdf(x, mu=0.0, sigma=1.0):
    if np.any(np.asarray(sigma) <= 0):
        raise ValueError
    if x.dtype.kind == "f" and np.shape(mu) == ():
        x -= mu
    else:
        x = x - mu
    z = x / sigma
    log = -(z**2) / 2 - np.log(sigma) - np.log(2 * np.pi) / 2
    return np.exp(log), log
