import numpy as np


def batch_norm(x, gamma, beta, running_mean, running_var, momentum, eps, training):
    out = np.zeros_like(x)
    mean_out, var_out = running_mean.copy(), running_var.copy()
    for c in range(len(gamma)):
        channel = x[:, c]
        mu, var = running_mean[c], running_var[c]
        if training:
            mu, var = channel.mean(), channel.var()
            mean_out[c] = (1 - momentum) * mean_out[c] + momentum * mu
            var_out[c] = (1 - momentum) * var_out[c] + momentum * channel.var(ddof=1)
        out[:, c] = (channel - mu) / np.sqrt(var + eps) * gamma[c] + beta[c]
    return out, mean_out, var_out
