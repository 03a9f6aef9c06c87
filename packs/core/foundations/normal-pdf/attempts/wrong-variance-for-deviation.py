# expect: variance-for-deviation
import numpy as np


def normal_pdf(x, mu=0.0, sigma=1.0):
    if np.any(np.asarray(sigma) <= 0):
        raise ValueError
    log = -(((x - mu) / np.sqrt(sigma)) ** 2) / 2 - np.log(2 * np.pi * np.asarray(sigma)) / 2
    return np.exp(log), log
