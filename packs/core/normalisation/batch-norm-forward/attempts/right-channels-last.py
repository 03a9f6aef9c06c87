import numpy as np


def batch_norm(x, gamma, beta, running_mean, running_var, momentum, eps, training):
    moved = np.moveaxis(x, 1, -1)
    flat = moved.reshape(-1, x.shape[1])
    if training:
        mean = flat.mean(axis=0)
        centred = flat - mean
        var = (centred**2).mean(axis=0)
        new_mean = running_mean + momentum * (mean - running_mean)
        new_var = running_var + momentum * (flat.var(axis=0, ddof=1) - running_var)
    else:
        centred, var = flat - running_mean, running_var
        new_mean, new_var = np.array(running_mean), np.array(running_var)
    out = gamma * centred / np.sqrt(var + eps) + beta
    return np.moveaxis(out.reshape(moved.shape), -1, 1), new_mean, new_var
