import math

import numpy as np


def kl_divergence(log_p, log_q):
    rows_p, rows_q = log_p.reshape(-1, log_p.shape[-1]), log_q.reshape(-1, log_q.shape[-1])
    sums = []
    for row_p, row_q in zip(rows_p.tolist(), rows_q.tolist(), strict=True):
        terms = [math.exp(a) * (a - b) for a, b in zip(row_p, row_q, strict=True) if a > -math.inf]
        sums.append(sum(terms))
    return np.array(sums).reshape(log_p.shape[:-1])
