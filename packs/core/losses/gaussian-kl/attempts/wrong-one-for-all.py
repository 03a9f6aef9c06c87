# expect: one-for-all
import numpy as np


def gaussian_kl(mu_p, log_var_p, mu_q, log_var_q):
    gap = log_var_p - log_var_q
    away = (mu_p - mu_q) * np.exp(-log_var_q / 2)
    return ((np.exp(gap) - gap + away**2).sum(axis=-1) - 1) / 2
