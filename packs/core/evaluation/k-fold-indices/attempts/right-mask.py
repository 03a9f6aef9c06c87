import numpy as np


def k_fold_indices(n, k, shuffle=False, rng=None):
    if k < 2 or k > n:
        raise ValueError("k out of range")
    order = np.arange(n)
    if shuffle:
        rng.shuffle(order)
    sizes = np.full(k, n // k)
    sizes[: n % k] += 1
    stops = np.cumsum(sizes)
    pairs = []
    for stop, size in zip(stops, sizes, strict=True):
        test = np.zeros(n, dtype=bool)
        test[order[stop - size : stop]] = True
        pairs.append((np.flatnonzero(~test), np.flatnonzero(test)))
    return pairs
