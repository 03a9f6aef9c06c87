# expect: rest-in-last-fold
import numpy as np


def k_fold_indices(n, k, shuffle=False, rng=None):
    if not 2 <= k <= n:
        raise ValueError
    order = rng.permutation(n) if shuffle else np.arange(n)
    size = n // k
    folds = [order[i * size : (i + 1) * size if i < k - 1 else n] for i in range(k)]
    return [(np.setdiff1d(order, fold), np.sort(fold)) for fold in folds]
