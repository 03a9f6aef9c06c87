# expect: statistics-held-constant
import numpy as np


def layer_norm_backward(grad_out, x, gamma, eps=1e-5):
    centred = x - x.mean(axis=-1, keepdims=True)
    sigma = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + eps)
    rows = tuple(range(x.ndim - 1))
    grad_gamma = (grad_out * centred / sigma).sum(axis=rows)
    return grad_out * gamma / sigma, grad_gamma, grad_out.sum(axis=rows)
