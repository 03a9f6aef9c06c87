import numpy as np


def group_norm(
    x: np.ndarray, num_groups: int, gamma: np.ndarray, beta: np.ndarray, eps: float = 1e-5
) -> np.ndarray:
    """Group normalisation of x (N, C, ...), for gamma and beta (C,): an array like x."""
    return np.zeros(x.shape)
