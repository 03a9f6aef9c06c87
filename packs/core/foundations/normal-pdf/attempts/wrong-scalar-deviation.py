# expect: raised
import numpy as np


def normal_pdf(x, mu=0.0, sigma=1.0):
    if sigma <= 0:
        raise ValueError
    z = (x - mu) / sigma
    log = -(z**2) / 2 - np.log(sigma * np.sqrt(2 * np.pi))
    return np.exp(log), log
