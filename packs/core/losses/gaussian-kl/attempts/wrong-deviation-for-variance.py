# expect: deviation-for-variance
import numpy as np


def gaussian_kl(mu_p, log_var_p, mu_q, log_var_q):
    gap = 2 * (log_var_p - log_var_q)
    away = (mu_p - mu_q) * np.exp(-log_var_q)
    return (np.exp(gap) - gap + away**2 - 1).sum(axis=-1) / 2
