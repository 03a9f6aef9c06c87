import numpy as np


def linear_backward(
    grad_out: np.ndarray, x: np.ndarray, weight: np.ndarray
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Gradients of y = x @ weight.T + bias with respect to x, weight and bias."""
    leading = tuple(range(x.ndim - 1))  # batch, time …: all of them share weight and bias
    grad_x = grad_out @ weight  # (..., in)
    grad_weight = np.tensordot(grad_out, x, axes=(leading, leading))  # (out, in)
    grad_bias = grad_out.sum(axis=leading)  # (out,)
    return grad_x, grad_weight, grad_bias
