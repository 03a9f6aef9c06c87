import numpy as np


def roc_auc(y_true: np.ndarray, scores: np.ndarray) -> float:
    """Share of (positive, negative) pairs in which the positive scores higher; ties count half.

    y_true: (N,) of 0 and 1, or bool; scores: (N,). nan when a class is missing.
    """
    return 0.0
