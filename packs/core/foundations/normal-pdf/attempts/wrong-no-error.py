# expect: no-error
import numpy as np


def normal_pdf(x, mu=0.0, sigma=1.0):
    z = (x - mu) / sigma
    log = -(z**2) / 2 - np.log(np.abs(sigma)) - np.log(2 * np.pi) / 2
    return np.exp(log), log
