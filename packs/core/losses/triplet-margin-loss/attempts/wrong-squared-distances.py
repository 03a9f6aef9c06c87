# expect: squared-distances
import numpy as np


def triplet_margin_loss(anchor, positive, negative, margin=1.0):
    near = ((anchor - positive) ** 2).sum(axis=1, keepdims=True)
    far = ((anchor - negative) ** 2).sum(axis=1, keepdims=True)
    excess = near - far + margin
    on = (excess > 0) / len(anchor)
    loss = np.maximum(excess, 0).mean()
    return (
        loss,
        on * 2 * (negative - positive),
        on * 2 * (positive - anchor),
        on * 2 * (anchor - negative),
    )
