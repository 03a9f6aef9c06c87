from collections.abc import Callable

import numpy as np


def numerical_gradient(
    f: Callable[[np.ndarray], float], x: np.ndarray, eps: float = 1e-5
) -> np.ndarray:
    """Central differences of f at x, one entry at a time: a float64 array like x."""
    moved = np.array(x, dtype=np.float64)
    slopes = []
    for k in np.ndindex(moved.shape):
        here = moved[k]
        moved[k] = here + eps
        above = f(moved)
        moved[k] = here - eps
        slopes.append((above - f(moved)) / (2 * eps))
        moved[k] = here
    return np.array(slopes).reshape(moved.shape)
