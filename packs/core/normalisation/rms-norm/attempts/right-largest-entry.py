import numpy as np


def rms_norm(x, gamma, eps=1e-6):
    top = np.maximum(np.abs(x).max(axis=-1, keepdims=True), np.sqrt(eps)).astype(x.dtype)
    small = x / top
    root = np.sqrt(np.square(small).mean(axis=-1, keepdims=True) + eps / top / top)
    return (small / root * gamma).astype(x.dtype)
