# expect: test-in-train
import numpy as np


def k_fold_indices(n, k, shuffle=False, rng=None):
    if not 2 <= k <= n:
        raise ValueError
    order = rng.permutation(n) if shuffle else np.arange(n)
    return [(np.sort(order), np.sort(fold)) for fold in np.array_split(order, k)]
