import numpy as np


def log_softmax(x: np.ndarray, axis: int = -1) -> np.ndarray:
    """Logarithms of the probabilities along `axis`. Same shape as x."""
    shifted = x - x.max(axis=axis, keepdims=True)  # like x, largest entry of a slice 0
    return shifted - np.log(np.exp(shifted).sum(axis=axis, keepdims=True))  # like x
