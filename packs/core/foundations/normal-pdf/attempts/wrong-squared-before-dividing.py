# expect: squared-before-dividing
import numpy as np


def normal_pdf(x, mu=0.0, sigma=1.0):
    if np.any(np.asarray(sigma) <= 0):
        raise ValueError
    power = -((x - mu) ** 2) / (2 * np.square(sigma))
    log = power - np.log(sigma) - np.log(2 * np.pi) / 2
    return np.exp(log), log
