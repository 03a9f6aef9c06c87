# expect: scale-pulled-out
import numpy as np


def rms_norm_backward(grad_out, x, gamma, eps=1e-6):
    rms = np.sqrt((x**2).mean(axis=-1, keepdims=True) + eps)
    x_hat = x / rms
    along = (grad_out * x_hat).mean(axis=-1, keepdims=True)
    grad_x = gamma * (grad_out - x_hat * along) / rms
    return grad_x, (grad_out * x_hat).sum(axis=tuple(range(x.ndim - 1)))
