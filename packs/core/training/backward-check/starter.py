from collections.abc import Callable

import numpy as np


def backward_error(
    forward: Callable[[np.ndarray], np.ndarray],
    backward: Callable[[np.ndarray, np.ndarray], np.ndarray],
    x: np.ndarray,
    v: np.ndarray,
    eps: float = 1e-5,
) -> float:
    """The relative error of backward(x, v) against central differences of Σ v · forward(x)."""
    return 1.0
