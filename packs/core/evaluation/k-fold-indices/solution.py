import numpy as np


def k_fold_indices(
    n: int, k: int, shuffle: bool = False, rng: np.random.Generator | None = None
) -> list[tuple[np.ndarray, np.ndarray]]:
    """The pairs (train, test) of k-fold cross-validation, sorted indices."""
    if not 2 <= k <= n:
        raise ValueError(f"k must lie from 2 to {n}, not {k}")
    order = rng.permutation(n) if shuffle else np.arange(n)
    return [
        (np.setdiff1d(order, fold), np.sort(fold))
        for fold in np.array_split(order, k)  # the larger ones first
    ]
