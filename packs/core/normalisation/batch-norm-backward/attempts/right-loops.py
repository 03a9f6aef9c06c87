import math

import numpy as np


def batch_norm_backward(grad_out, x, gamma, eps=1e-5):
    grad_x = np.empty(x.shape)
    grad_gamma, grad_beta = [], []
    for c in range(x.shape[1]):
        values = x[:, c].ravel().tolist()
        slopes = grad_out[:, c].ravel().tolist()
        m = len(values)
        mean = math.fsum(values) / m
        sigma = math.sqrt(math.fsum((v - mean) ** 2 for v in values) / m + eps)
        hats = [(v - mean) / sigma for v in values]
        level = sum(slopes) / m
        along = sum(s * h for s, h in zip(slopes, hats, strict=True)) / m
        scale = float(gamma[c]) / sigma
        row = [scale * (s - level - h * along) for s, h in zip(slopes, hats, strict=True)]
        grad_x[:, c] = np.array(row).reshape(x[:, c].shape)
        grad_gamma.append(along * m)
        grad_beta.append(level * m)
    return grad_x, np.array(grad_gamma), np.array(grad_beta)
