# expect: first-axis-only
import numpy as np


def layer_norm_backward(grad_out, x, gamma, eps=1e-5):
    centred = x - x.mean(axis=-1, keepdims=True)
    sigma = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + eps)
    x_hat = centred / sigma
    g = grad_out * gamma
    along = (g * x_hat).mean(axis=-1, keepdims=True)
    grad_x = (g - g.mean(axis=-1, keepdims=True) - x_hat * along) / sigma
    if x.ndim == 1:
        return grad_x, grad_out * x_hat, grad_out.copy()
    return grad_x, (grad_out * x_hat).sum(axis=0), grad_out.sum(axis=0)
