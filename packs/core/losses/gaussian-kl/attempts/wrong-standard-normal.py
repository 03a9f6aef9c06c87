# expect: standard-normal
import numpy as np


def gaussian_kl(mu_p, log_var_p, mu_q, log_var_q):
    return (np.exp(log_var_p) - log_var_p + mu_p**2 - 1).sum(axis=-1) / 2
