import numpy as np


def k_means(
    x: np.ndarray, centres: np.ndarray, max_steps: int = 10
) -> tuple[np.ndarray, np.ndarray, float, int]:
    """Centres (K, D), labels (N,), inertia and the number of steps of Lloyd's algorithm."""
    centres = centres.copy()
    before = labels = None
    steps = 0
    while steps < max_steps and (before is None or not np.array_equal(labels, before)):
        before, steps = labels, steps + 1
        gaps = x[:, None] - centres  # (N, K, D)
        labels = (gaps**2).sum(axis=2).argmin(axis=1)  # (N,), the first of equals
        for k in np.unique(labels):  # centres without rows stay
            centres[k] = x[labels == k].mean(axis=0)
    return centres, labels, float(((x - centres[labels]) ** 2).sum()), steps
