import numpy as np


def k_fold_indices(n, k, shuffle=False, rng=None):
    if not 2 <= k <= n:
        raise ValueError("k")
    home = np.repeat(np.arange(k), [n // k + (i < n % k) for i in range(k)])
    if shuffle:
        home = home[np.argsort(rng.random(n))]
    return [(np.where(home != i)[0], np.where(home == i)[0]) for i in range(k)]
