# expect: scaled-too-early
import numpy as np


def layer_norm(x, gamma, beta, eps=1e-5):
    mean = x.mean(axis=-1, keepdims=True)
    var = x.var(axis=-1, keepdims=True)
    return (gamma * x - mean) / np.sqrt(var + eps) + beta


def block(x, gamma, beta, w1, w2, eps=1e-5):
    normed = layer_norm(x, gamma, beta, eps)
    hidden = np.maximum(normed @ w1, 0)
    return normed, x + hidden @ w2
