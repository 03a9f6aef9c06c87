import numpy as np


def drive(answer, n, k, shuffle, entropy):
    """The folds; with shuffle, those of two calls with the same generator."""
    if not shuffle:
        return [list(pair) for pair in answer(n, k)]
    rng = np.random.default_rng(entropy)
    return [list(pair) for _ in range(2) for pair in answer(n, k, shuffle=True, rng=rng)]
