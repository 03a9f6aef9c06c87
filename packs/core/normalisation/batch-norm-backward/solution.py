import numpy as np


def batch_norm_backward(
    grad_out: np.ndarray, x: np.ndarray, gamma: np.ndarray, eps: float = 1e-5
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Gradients of batch normalisation in training: grad_x, grad_gamma, grad_beta."""
    axes = tuple(axis for axis in range(x.ndim) if axis != 1)  # all but the channels
    centred = x - x.mean(axis=axes, keepdims=True)  # like x
    sigma = np.sqrt((centred**2).mean(axis=axes, keepdims=True) + eps)  # (1, C, 1, ...)
    x_hat = centred / sigma
    g = grad_out * gamma.reshape(sigma.shape)
    along = (g * x_hat).mean(axis=axes, keepdims=True)
    grad_x = (g - g.mean(axis=axes, keepdims=True) - x_hat * along) / sigma
    return grad_x, (grad_out * x_hat).sum(axis=axes), grad_out.sum(axis=axes)
