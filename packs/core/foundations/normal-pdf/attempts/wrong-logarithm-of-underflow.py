# expect: logarithm-of-underflow
import numpy as np


def normal_pdf(x, mu=0.0, sigma=1.0):
    if np.any(np.asarray(sigma) <= 0):
        raise ValueError
    z = (x - mu) / sigma
    density = np.exp(-(z**2) / 2) / (sigma * np.sqrt(2 * np.pi))
    return density, np.log(density)
