import numpy as np


def layer_norm_backward(
    grad_out: np.ndarray, x: np.ndarray, gamma: np.ndarray, eps: float = 1e-5
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Gradients of layer normalisation over the last axis: grad_x, grad_gamma, grad_beta."""
    centred = x - x.mean(axis=-1, keepdims=True)  # (..., D)
    sigma = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + eps)  # (..., 1)
    x_hat = centred / sigma
    g = grad_out * gamma  # before the means: gamma differs along the row
    along = (g * x_hat).mean(axis=-1, keepdims=True)
    grad_x = (g - g.mean(axis=-1, keepdims=True) - x_hat * along) / sigma
    rows = tuple(range(x.ndim - 1))
    return grad_x, (grad_out * x_hat).sum(axis=rows), grad_out.sum(axis=rows)
