import numpy as np


def batch_norm(
    x: np.ndarray,
    gamma: np.ndarray,
    beta: np.ndarray,
    running_mean: np.ndarray,
    running_var: np.ndarray,
    momentum: float,
    eps: float,
    training: bool,
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Batch normalisation with statistics per channel.

    x: (N, C) or (N, C, H, W); gamma, beta, running_mean, running_var: (C,).
    Returns out (like x) and the new running mean and variance (C,).
    """
    out = np.zeros(x.shape)
    return out, running_mean.copy(), running_var.copy()
