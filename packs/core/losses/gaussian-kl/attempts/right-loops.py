import math

import numpy as np


def gaussian_kl(mu_p, log_var_p, mu_q, log_var_q):
    out = np.empty(mu_p.shape[:-1])
    for place in np.ndindex(*out.shape):
        total = 0.0
        for m, s, n, t in zip(
            mu_p[place].tolist(),
            log_var_p[place].tolist(),
            mu_q[place].tolist(),
            log_var_q[place].tolist(),
            strict=True,
        ):
            total += t - s + math.exp(s - t) + ((m - n) * math.exp(-t / 2)) ** 2 - 1
        out[place] = total / 2
    return out
