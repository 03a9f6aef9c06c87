# expect: zero-times-infinity
import numpy as np


def kl_divergence(log_p, log_q):
    return (np.exp(log_p) * (log_p - log_q)).sum(axis=-1)
