# expect: variance-held-constant
import numpy as np


def batch_norm_backward(grad_out, x, gamma, eps=1e-5):
    axes = tuple(axis for axis in range(x.ndim) if axis != 1)
    centred = x - x.mean(axis=axes, keepdims=True)
    sigma = np.sqrt((centred**2).mean(axis=axes, keepdims=True) + eps)
    g = grad_out * gamma.reshape(sigma.shape)
    grad_x = (g - g.mean(axis=axes, keepdims=True)) / sigma
    return grad_x, (grad_out * centred / sigma).sum(axis=axes), grad_out.sum(axis=axes)
