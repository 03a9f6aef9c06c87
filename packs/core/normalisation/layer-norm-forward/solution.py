import numpy as np


def layer_norm(x: np.ndarray, gamma: np.ndarray, beta: np.ndarray, eps: float = 1e-5) -> np.ndarray:
    """Layer normalisation over the last axis: an array like x."""
    centred = x - x.mean(axis=-1, keepdims=True)  # (..., D)
    # Subtracting before squaring keeps the digits that a large mean would use up.
    var = (centred**2).mean(axis=-1, keepdims=True)  # (..., 1), biased
    return gamma * centred / np.sqrt(var + eps) + beta  # (..., D)
