# expect: statistics-per-example
import numpy as np


def batch_norm(x, gamma, beta, running_mean, running_var, momentum, eps, training):
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    own = tuple(range(1, x.ndim))
    shape = (1, -1) if x.ndim == 2 else (1, -1, 1, 1)
    g, b = gamma.reshape(shape), beta.reshape(shape)
    if training:
        mean, var = x.mean(axis=own, keepdims=True), x.var(axis=own, keepdims=True)
        new_mean = (1 - momentum) * running_mean + momentum * x.mean(axis=axes)
        new_var = (1 - momentum) * running_var + momentum * x.var(axis=axes, ddof=1)
    else:
        mean, var = running_mean.reshape(shape), running_var.reshape(shape)
        new_mean, new_var = running_mean.copy(), running_var.copy()
    return g * (x - mean) / np.sqrt(var + eps) + b, new_mean, new_var
