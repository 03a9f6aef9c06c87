import numpy as np


def two_layer(
    x: np.ndarray,
    w1: np.ndarray,
    b1: np.ndarray,
    w2: np.ndarray,
    b2: np.ndarray,
    grad_y: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """The output of a network with one hidden ReLU layer, and all gradients of its loss."""
    z = x @ w1 + b1  # (N, K)
    h = np.maximum(z, 0)  # (N, K)
    y = h @ w2 + b2  # (N, C)

    grad_w2 = h.T @ grad_y  # (K, C)
    grad_b2 = grad_y.sum(axis=0)  # (C,)
    grad_z = grad_y @ w2.T * (z > 0)  # (N, K)
    grad_w1 = x.T @ grad_z  # (D, K)
    grad_b1 = grad_z.sum(axis=0)  # (K,)
    grad_x = grad_z @ w1.T  # (N, D)
    return y, grad_x, grad_w1, grad_b1, grad_w2, grad_b2
