import numpy as np


def k_fold_indices(n, k, shuffle=False, rng=None):
    if k not in range(2, n + 1):
        raise ValueError
    order = [int(i) for i in rng.permutation(n)] if shuffle else list(range(n))
    result, start = [], 0
    for fold in range(k):
        stop = start + n // k + (fold < n % k)
        result.append(
            (np.array(sorted(order[:start] + order[stop:])), np.array(sorted(order[start:stop])))
        )
        start = stop
    return result
