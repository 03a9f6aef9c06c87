import numpy as np


def gru_cell(
    x: np.ndarray, h: np.ndarray, w_x: np.ndarray, w_h: np.ndarray, b: np.ndarray
) -> np.ndarray:
    """One step of a GRU, gates stacked as r, z, n, reset after the product.

    x: (N, D); h: (N, H); w_x: (3H, D); w_h: (3H, H); b: (3H,). Returns the new h, (N, H).
    """
    return np.zeros_like(h)
