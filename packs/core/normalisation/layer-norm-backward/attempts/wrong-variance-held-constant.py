# expect: variance-held-constant
import numpy as np


def layer_norm_backward(grad_out, x, gamma, eps=1e-5):
    centred = x - x.mean(axis=-1, keepdims=True)
    sigma = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + eps)
    g = grad_out * gamma
    grad_x = (g - g.mean(axis=-1, keepdims=True)) / sigma
    rows = tuple(range(x.ndim - 1))
    return grad_x, (grad_out * centred / sigma).sum(axis=rows), grad_out.sum(axis=rows)
