# expect: infinity-hidden
import numpy as np


def kl_divergence(log_p, log_q):
    p, q = np.exp(log_p), np.exp(log_q)
    return (p * np.log((p + 1e-12) / (q + 1e-12))).sum(axis=-1)
