import numpy as np


def layer_norm(x: np.ndarray, gamma: np.ndarray, beta: np.ndarray, eps: float = 1e-5) -> np.ndarray:
    """Layer normalisation over the last axis.

    x: (..., D); gamma and beta: (D,). Returns an array like x.
    """
    return np.zeros(x.shape)
