# expect: summed
import numpy as np


def triplet_margin_loss(anchor, positive, negative, margin=1.0):
    ap, an = anchor - positive, anchor - negative
    near = np.linalg.norm(ap, axis=1, keepdims=True)
    far = np.linalg.norm(an, axis=1, keepdims=True)
    u = np.divide(ap, near, out=np.zeros_like(ap), where=near > 0)
    w = np.divide(an, far, out=np.zeros_like(an), where=far > 0)
    excess = near - far + margin
    on = 1.0 * (excess > 0)
    return np.maximum(excess, 0).sum(), on * (u - w), -on * u, on * w
