# expect: rms-held-constant
import numpy as np


def rms_norm_backward(grad_out, x, gamma, eps=1e-6):
    rms = np.sqrt((x**2).mean(axis=-1, keepdims=True) + eps)
    grad_gamma = (grad_out * x / rms).sum(axis=tuple(range(x.ndim - 1)))
    return grad_out * gamma / rms, grad_gamma
