import numpy as np


def batch_norm(x, gamma, beta, running_mean, running_var, momentum, eps, training):
    values = x.reshape(len(x), x.shape[1], -1).astype(np.float64)  # (N, C, H * W)
    count = values.shape[0] * values.shape[2]
    mean, var = running_mean.astype(np.float64), running_var.astype(np.float64)
    new_mean, new_var = mean.copy(), var.copy()
    if training:
        mean = np.einsum("ncp->c", values) / count
        gaps = values - mean[:, None]
        squares = np.einsum("ncp,ncp->c", gaps, gaps)
        var = squares / count
        new_mean = new_mean * (1 - momentum) + mean * momentum
        new_var = new_var * (1 - momentum) + squares / (count - 1) * momentum
    scale = gamma / np.sqrt(var + eps)
    out = (values - mean[:, None]) * scale[:, None] + beta[:, None]
    return out.reshape(x.shape), new_mean, new_var
