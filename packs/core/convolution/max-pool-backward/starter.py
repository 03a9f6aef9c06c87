import numpy as np


def max_pool2d_backward(
    grad_out: np.ndarray, indices: np.ndarray, height: int, width: int
) -> np.ndarray:
    """The gradient with respect to the input of the pooling, (N, C, height, width).

    grad_out and indices: (N, C, H', W').
    """
    return np.zeros((*grad_out.shape[:2], height, width))
