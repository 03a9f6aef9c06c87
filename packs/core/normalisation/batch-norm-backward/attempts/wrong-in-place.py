# expect: changed-argument
import numpy as np


def batch_norm_backward(grad_out, x, gamma, eps=1e-5):
    axes = tuple(axis for axis in range(x.ndim) if axis != 1)
    grad_beta = grad_out.sum(axis=axes)
    centred = x - x.mean(axis=axes, keepdims=True)
    sigma = np.sqrt((centred**2).mean(axis=axes, keepdims=True) + eps)
    x_hat = centred / sigma
    grad_gamma = (grad_out * x_hat).sum(axis=axes)
    grad_out *= gamma.reshape(sigma.shape)
    along = (grad_out * x_hat).mean(axis=axes, keepdims=True)
    grad_x = (grad_out - grad_out.mean(axis=axes, keepdims=True) - x_hat * along) / sigma
    return grad_x, grad_gamma, grad_beta
