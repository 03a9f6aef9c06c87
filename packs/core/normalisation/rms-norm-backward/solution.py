import numpy as np


def rms_norm_backward(
    grad_out: np.ndarray, x: np.ndarray, gamma: np.ndarray, eps: float = 1e-6
) -> tuple[np.ndarray, np.ndarray]:
    """Gradients of RMS normalisation over the last axis: grad_x, grad_gamma."""
    rms = np.sqrt((x**2).mean(axis=-1, keepdims=True) + eps)  # (..., 1)
    x_hat = x / rms
    g = grad_out * gamma  # before the mean: gamma differs along the row
    grad_x = (g - x_hat * (g * x_hat).mean(axis=-1, keepdims=True)) / rms
    return grad_x, (grad_out * x_hat).sum(axis=tuple(range(x.ndim - 1)))
