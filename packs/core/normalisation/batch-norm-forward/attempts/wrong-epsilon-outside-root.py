# expect: epsilon-outside-root
import numpy as np


def batch_norm(x, gamma, beta, running_mean, running_var, momentum, eps, training):
    axes = (0,) if x.ndim == 2 else (0, 2, 3)
    shape = (1, -1) if x.ndim == 2 else (1, -1, 1, 1)
    g, b = gamma.reshape(shape), beta.reshape(shape)
    if training:
        mean = x.mean(axis=axes)
        var = x.var(axis=axes)
        new_mean = (1 - momentum) * running_mean + momentum * mean
        new_var = (1 - momentum) * running_var + momentum * x.var(axis=axes, ddof=1)
    else:
        mean, var = running_mean, running_var
        new_mean, new_var = running_mean.copy(), running_var.copy()
    out = (x - mean.reshape(shape)) / (np.sqrt(var.reshape(shape)) + eps)
    return g * out + b, new_mean, new_var
