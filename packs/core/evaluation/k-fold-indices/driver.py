import numpy as np


def drive(answer, n, k, shuffle, entropy, calls):
    """The folds of each call; with shuffle, at last those of an equal, fresh generator."""
    if not shuffle:
        return [[list(pair) for pair in answer(n, k)]]
    rng = np.random.default_rng(entropy)
    found = [answer(n, k, shuffle=True, rng=rng) for _ in range(calls)]
    found.append(answer(n, k, shuffle=True, rng=np.random.default_rng(entropy)))
    return [[list(pair) for pair in folds] for folds in found]
