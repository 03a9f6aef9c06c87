# expect: scale-from-raw-input
import numpy as np


def rms_norm_backward(grad_out, x, gamma, eps=1e-6):
    rms = np.sqrt((x**2).mean(axis=-1, keepdims=True) + eps)
    x_hat = x / rms
    g = grad_out * gamma
    grad_x = (g - x_hat * (g * x_hat).mean(axis=-1, keepdims=True)) / rms
    return grad_x, (grad_out * x).sum(axis=tuple(range(x.ndim - 1)))
