# expect: quotient-of-exponentials
import numpy as np


def gaussian_kl(mu_p, log_var_p, mu_q, log_var_q):
    var_p, var_q = np.exp(log_var_p), np.exp(log_var_q)
    terms = log_var_q - log_var_p + (var_p + (mu_p - mu_q) ** 2) / var_q - 1
    return terms.sum(axis=-1) / 2
