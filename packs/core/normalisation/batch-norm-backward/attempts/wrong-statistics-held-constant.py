# expect: statistics-held-constant
import numpy as np


def batch_norm_backward(grad_out, x, gamma, eps=1e-5):
    axes = tuple(axis for axis in range(x.ndim) if axis != 1)
    centred = x - x.mean(axis=axes, keepdims=True)
    sigma = np.sqrt((centred**2).mean(axis=axes, keepdims=True) + eps)
    g = grad_out * gamma.reshape(sigma.shape)
    return g / sigma, (grad_out * centred / sigma).sum(axis=axes), grad_out.sum(axis=axes)
