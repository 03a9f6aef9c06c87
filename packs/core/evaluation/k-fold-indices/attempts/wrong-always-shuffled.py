# expect: always-shuffled
import numpy as np


def k_fold_indices(n, k, shuffle=False, rng=None):
    if not 2 <= k <= n:
        raise ValueError
    rng = np.random.default_rng(0) if rng is None else rng
    order = rng.permutation(n)
    return [(np.setdiff1d(order, fold), np.sort(fold)) for fold in np.array_split(order, k)]
