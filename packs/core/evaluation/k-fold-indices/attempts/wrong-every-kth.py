# expect: every-kth
import numpy as np


def k_fold_indices(n, k, shuffle=False, rng=None):
    if not 2 <= k <= n:
        raise ValueError
    order = rng.permutation(n) if shuffle else np.arange(n)
    return [(np.setdiff1d(order, order[i::k]), np.sort(order[i::k])) for i in range(k)]
