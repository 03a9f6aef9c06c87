# expect: softened-distance
import numpy as np


def triplet_margin_loss(anchor, positive, negative, margin=1.0):
    near = np.linalg.norm(anchor - positive, axis=1, keepdims=True)
    far = np.linalg.norm(anchor - negative, axis=1, keepdims=True)
    u, w = (anchor - positive) / (near + 1e-8), (anchor - negative) / (far + 1e-8)
    excess = near - far + margin
    on = (excess > 0) / len(anchor)
    return np.maximum(excess, 0).mean(), on * (u - w), -on * u, on * w
