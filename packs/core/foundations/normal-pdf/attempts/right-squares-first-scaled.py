import numpy as np


def normal_pdf(x, mu=0.0, sigma=1.0):
    if np.min(sigma) <= 0:
        raise ValueError("no such deviation")
    z = (np.asarray(x, dtype=float) - mu) / sigma
    log_density = -0.5 * np.square(z) - np.log(sigma) - 0.9189385332046727
    return np.exp(-0.5 * z * z) / (np.sqrt(2 * np.pi) * sigma), log_density
