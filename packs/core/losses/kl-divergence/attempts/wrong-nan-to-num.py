# expect: infinity-hidden
import numpy as np


def kl_divergence(log_p, log_q):
    terms = np.exp(log_p) * (log_p - log_q)
    return np.where(np.isfinite(terms), terms, 0.0).sum(axis=-1)
