import numpy as np


def rms_norm(x: np.ndarray, gamma: np.ndarray, eps: float = 1e-6) -> np.ndarray:
    """RMS normalisation over the last axis: an array like x."""
    wide = x.astype(np.float64)  # float32 cannot hold the squares of large entries
    rms = np.sqrt((wide**2).mean(axis=-1, keepdims=True) + eps)  # (..., 1)
    return gamma * wide / rms  # (..., D)
