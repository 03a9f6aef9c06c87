import numpy as np


def layer_norm(x, gamma, beta, eps=1e-5):
    wide = x.astype(np.longdouble)
    gap = wide - wide.sum(axis=-1, keepdims=True) / x.shape[-1]
    var = np.einsum("...d,...d->...", gap, gap)[..., None] / x.shape[-1]
    return (gamma * gap * (var + eps) ** -0.5 + beta).astype(np.float64)
