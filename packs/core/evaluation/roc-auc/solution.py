import numpy as np


def roc_auc(y_true: np.ndarray, scores: np.ndarray) -> float:
    """Share of (positive, negative) pairs in which the positive scores higher; ties count half."""
    positive = y_true == 1  # (N,)
    wins_possible = positive.sum() * (~positive).sum()
    if wins_possible == 0:
        return float("nan")
    # Equal scores form one group, whose members all get the mean of the ranks that it occupies.
    _, group, sizes = np.unique(scores, return_inverse=True, return_counts=True)
    ranks = (np.cumsum(sizes) - (sizes - 1) / 2)[group]  # (N,), from 1
    among_positives = positive.sum() * (positive.sum() + 1) / 2
    return float((ranks[positive].sum() - among_positives) / wins_possible)
