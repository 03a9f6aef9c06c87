import numpy as np


def sigmoid(x: np.ndarray) -> np.ndarray:
    """The logistic sigmoid of each entry. Same shape as x."""
    e = np.exp(-np.abs(x))  # at most 1
    return np.where(x >= 0, 1, e) / (1 + e)
