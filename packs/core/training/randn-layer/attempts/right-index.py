import numpy as np


def layers(sizes, seed):
    rng = np.random.default_rng(seed)
    return [
        rng.normal(0.0, (2 / sizes[k - 1]) ** 0.5, (sizes[k], sizes[k - 1]))
        for k in range(1, len(sizes))
    ]
