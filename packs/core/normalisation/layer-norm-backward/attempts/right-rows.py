import numpy as np


def layer_norm_backward(grad_out, x, gamma, eps=1e-5):
    d = len(gamma)
    rows, slopes = x.reshape(-1, d).astype(float), grad_out.reshape(-1, d).astype(float)
    grad_x, grad_gamma, grad_beta = np.empty(rows.shape), np.zeros(d), np.zeros(d)
    for i, (row, slope) in enumerate(zip(rows, slopes, strict=True)):
        gap = row - row.mean()
        inverse = 1 / np.sqrt(gap @ gap / d + eps)
        hat = gap * inverse
        g = slope * gamma
        grad_x[i] = inverse / d * (d * g - g.sum() - hat * (g @ hat))
        grad_gamma += slope * hat
        grad_beta += slope
    return grad_x.reshape(x.shape), grad_gamma, grad_beta
