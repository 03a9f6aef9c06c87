import numpy as np


def group_norm_backward(
    grad_out: np.ndarray, x: np.ndarray, num_groups: int, gamma: np.ndarray, eps: float = 1e-5
) -> tuple[np.ndarray, np.ndarray, np.ndarray]:
    """Gradients of group normalisation: grad_x, grad_gamma, grad_beta."""
    rows = x.reshape(len(x) * num_groups, -1)  # a row for each example and group
    centred = rows - rows.mean(axis=-1, keepdims=True)
    sigma = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + eps)
    x_hat = centred / sigma
    scale = gamma.reshape(len(gamma), *[1] * (x.ndim - 2))  # differs within a group
    g = (grad_out * scale).reshape(x_hat.shape)
    along = (g * x_hat).mean(axis=-1, keepdims=True)
    grad_x = (g - g.mean(axis=-1, keepdims=True) - x_hat * along) / sigma
    axes = tuple(axis for axis in range(x.ndim) if axis != 1)  # all but the channels
    grad_gamma = (grad_out * x_hat.reshape(x.shape)).sum(axis=axes)
    return grad_x.reshape(x.shape), grad_gamma, grad_out.sum(axis=axes)
