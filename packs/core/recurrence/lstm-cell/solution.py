import numpy as np


def lstm_cell(
    x: np.ndarray,
    h: np.ndarray,
    c: np.ndarray,
    w_x: np.ndarray,
    w_h: np.ndarray,
    b: np.ndarray,
) -> tuple[np.ndarray, np.ndarray]:
    """One step of an LSTM with the gates stacked as i, f, g, o: h_new and c_new, both (N, H)."""
    z = x @ w_x.T + h @ w_h.T + b  # (N, 4H)
    z_i, z_f, z_g, z_o = np.split(z, 4, axis=1)  # (N, H) each
    c_new = _sigmoid(z_f) * c + _sigmoid(z_i) * np.tanh(z_g)  # (N, H)
    return _sigmoid(z_o) * np.tanh(c_new), c_new


def _sigmoid(z: np.ndarray) -> np.ndarray:
    """1 / (1 + exp(-z)), written as a tanh because that cannot overflow."""
    return 0.5 * (1.0 + np.tanh(0.5 * z))
