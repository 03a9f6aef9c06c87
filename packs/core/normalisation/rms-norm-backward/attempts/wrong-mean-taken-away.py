# expect: mean-taken-away
import numpy as np


def rms_norm_backward(grad_out, x, gamma, eps=1e-6):
    rms = np.sqrt((x**2).mean(axis=-1, keepdims=True) + eps)
    x_hat = x / rms
    g = grad_out * gamma
    along = (g * x_hat).mean(axis=-1, keepdims=True)
    grad_x = (g - g.mean(axis=-1, keepdims=True) - x_hat * along) / rms
    return grad_x, (grad_out * x_hat).sum(axis=tuple(range(x.ndim - 1)))
