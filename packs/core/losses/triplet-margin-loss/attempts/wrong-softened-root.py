# expect: softened-distance
import numpy as np


def triplet_margin_loss(anchor, positive, negative, margin=1.0):
    near = np.sqrt(((anchor - positive) ** 2).sum(axis=1, keepdims=True) + 1e-12)
    far = np.sqrt(((anchor - negative) ** 2).sum(axis=1, keepdims=True) + 1e-12)
    u, w = (anchor - positive) / near, (anchor - negative) / far
    excess = near - far + margin
    on = (excess > 0) / len(anchor)
    return np.maximum(excess, 0).mean(), on * (u - w), -on * u, on * w
