import numpy as np


def apply_rope(x: np.ndarray, positions: np.ndarray, base: float = 10000.0) -> np.ndarray:
    """Each pair of neighbours turned by its position's angle.

    x: (..., T, D); positions: (T,) or (..., T). Returns an array like x.
    """
    return x.copy()
