import numpy as np


def softmax(x: np.ndarray, axis: int = -1) -> np.ndarray:
    """Probabilities along `axis`: every slice along it sums to one. Same shape as x."""
    # Taking the same constant from all logits of a slice changes nothing; this one keeps exp <= 1.
    shifted = x - x.max(axis=axis, keepdims=True)  # like x, largest entry 0
    exponentials = np.exp(shifted)  # like x, in [0, 1]
    return exponentials / exponentials.sum(axis=axis, keepdims=True)  # like x
