import numpy as np


def gaussian_kl(mu_p, log_var_p, mu_q, log_var_q):
    log_sigma_p, log_sigma_q = 0.5 * log_var_p, 0.5 * log_var_q
    ratio = np.exp(log_sigma_p - log_sigma_q)
    z = (mu_p - mu_q) / np.exp(log_sigma_q)
    terms = log_sigma_q - log_sigma_p + 0.5 * (ratio * ratio + z * z) - 0.5
    return np.sum(terms, axis=-1)
