import numpy as np


def log_softmax(x: np.ndarray, axis: int = -1) -> np.ndarray:
    """Logarithms of the probabilities along `axis`. Same shape as x."""
    return np.zeros(x.shape)
