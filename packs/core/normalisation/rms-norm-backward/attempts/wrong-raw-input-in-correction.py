# expect: raw-input-in-correction
import numpy as np


def rms_norm_backward(grad_out, x, gamma, eps=1e-6):
    rms = np.sqrt((x**2).mean(axis=-1, keepdims=True) + eps)
    g = grad_out * gamma
    grad_x = (g - x * (g * x).mean(axis=-1, keepdims=True)) / rms
    return grad_x, (grad_out * x / rms).sum(axis=tuple(range(x.ndim - 1)))
