import numpy as np


def gaussian_kl(mu_p, log_var_p, mu_q, log_var_q):
    gap = np.array(log_var_p - log_var_q)
    away = np.array(mu_p - mu_q)
    away *= np.exp(-0.5 * log_var_q)
    return 0.5 * ((np.expm1(gap) - gap).sum(-1) + np.einsum("...d,...d->...", away, away))
