# expect: turned-only
import numpy as np


def k_fold_indices(n, k, shuffle=False, rng=None):
    if not 2 <= k <= n:
        raise ValueError
    order = np.roll(np.arange(n), rng.integers(n)) if shuffle else np.arange(n)
    return [(np.setdiff1d(order, fold), np.sort(fold)) for fold in np.array_split(order, k)]
