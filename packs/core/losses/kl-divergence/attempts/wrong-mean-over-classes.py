# expect: mean-over-classes
import numpy as np


def kl_divergence(log_p, log_q):
    p = np.exp(log_p)
    with np.errstate(invalid="ignore"):
        return np.where(p > 0, p * (log_p - log_q), 0.0).mean(axis=-1)
