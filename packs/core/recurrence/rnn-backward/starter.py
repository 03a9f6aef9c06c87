import numpy as np


def rnn_backward(
    grad_h: np.ndarray,
    x: np.ndarray,
    h: np.ndarray,
    h0: np.ndarray,
    w_x: np.ndarray,
    w_h: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Backpropagation through time: the gradients of h0, w_x, w_h and b.

    grad_h and h: (N, T, H); x: (N, T, D); h0: (N, H); w_x: (H, D); w_h: (H, H).
    Returns arrays of the shapes (N, H), (H, D), (H, H) and (H,).
    """
    return np.zeros_like(h0), np.zeros_like(w_x), np.zeros_like(w_h), np.zeros_like(h0[0])
