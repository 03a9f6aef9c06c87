# expect: other-way-round
import numpy as np


def kl_divergence(log_p, log_q):
    q = np.exp(log_q)
    with np.errstate(invalid="ignore"):
        return np.where(q > 0, q * (log_q - log_p), 0.0).sum(axis=-1)
