import numpy as np


def kl_divergence(log_p, log_q):
    p = np.exp(log_p)
    own = np.where(p == 0, 0, log_p)
    other = np.where(p == 0, 0, log_q)
    return (p * own).sum(-1) - (p * other).sum(-1)
