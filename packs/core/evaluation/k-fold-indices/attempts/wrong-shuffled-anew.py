# expect: shuffled-anew
import numpy as np


def k_fold_indices(n, k, shuffle=False, rng=None):
    if not 2 <= k <= n:
        raise ValueError
    pairs = []
    for i in range(k):
        order = rng.permutation(n) if shuffle else np.arange(n)
        fold = np.array_split(order, k)[i]
        pairs.append((np.setdiff1d(order, fold), np.sort(fold)))
    return pairs
