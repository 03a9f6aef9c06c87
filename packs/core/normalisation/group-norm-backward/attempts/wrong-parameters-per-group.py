# expect: parameters-per-group
import numpy as np


def group_norm_backward(grad_out, x, num_groups, gamma, eps=1e-5):
    rows = x.reshape(len(x) * num_groups, -1)
    centred = rows - rows.mean(axis=-1, keepdims=True)
    sigma = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + eps)
    x_hat = centred / sigma
    scale = gamma.reshape(len(gamma), *[1] * (x.ndim - 2))
    g = (grad_out * scale).reshape(x_hat.shape)
    along = (g * x_hat).mean(axis=-1, keepdims=True)
    grad_x = (g - g.mean(axis=-1, keepdims=True) - x_hat * along) / sigma
    out = grad_out.reshape(len(x), num_groups, -1)
    hat = x_hat.reshape(out.shape)
    each = len(gamma) // num_groups
    grad_gamma = (out * hat).sum(axis=(0, 2)).repeat(each)
    return grad_x.reshape(x.shape), grad_gamma, out.sum(axis=(0, 2)).repeat(each)
