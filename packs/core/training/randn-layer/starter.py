import numpy as np


def layers(sizes, seed):
    rng = np.random.default_rng(seed)
    weights = []
    for l in range(1, len(sizes)):
        size_l = sizes[l]
        weights.append(rng.standard_normal((size_l, size_l-1)))
    return weights
