# expect: no-reset
import numpy as np


def gru_cell(
    x: np.ndarray, h: np.ndarray, w_x: np.ndarray, w_h: np.ndarray, b: np.ndarray
) -> np.ndarray:
    """One step of a GRU, gates stacked as r, z, n, reset after the product: the new h, (N, H)."""
    _, x_z, x_n = np.split(x @ w_x.T + b, 3, axis=1)  # (N, H) each
    _, h_z, h_n = np.split(h @ w_h.T, 3, axis=1)  # (N, H) each
    z = _sigmoid(x_z + h_z)
    n = np.tanh(x_n + h_n)
    return (1 - z) * n + z * h


def _sigmoid(z: np.ndarray) -> np.ndarray:
    """1 / (1 + exp(-z)), written as a tanh because that cannot overflow."""
    return 0.5 * (1.0 + np.tanh(0.5 * z))
