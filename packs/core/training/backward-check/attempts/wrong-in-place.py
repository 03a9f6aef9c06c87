# expect: changed-argument
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
    moved = np.asarray(x, dtype=np.float64)
    moved = moved if moved.flags.writeable else moved.copy()
    moved += 0.5
    moved -= 0.5000001
    claimed = backward(moved, v)
    slopes = []
    for k in np.ndindex(moved.shape):
        here = moved[k]
        moved[k] = here + eps
        above = np.sum(v * forward(moved))
        moved[k] = here - eps
        slopes.append((above - np.sum(v * forward(moved))) / (2 * eps))
        moved[k] = here
    gap = np.linalg.norm(claimed.ravel() - slopes)
    size = np.linalg.norm(claimed) + np.linalg.norm(slopes)
    return gap / size if size else 0.0
