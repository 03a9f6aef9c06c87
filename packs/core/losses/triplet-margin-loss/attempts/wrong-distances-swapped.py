# expect: distances-swapped
import numpy as np


def triplet_margin_loss(anchor, positive, negative, margin=1.0):
    ap, an = anchor - positive, anchor - negative
    near = np.linalg.norm(ap, axis=1, keepdims=True)
    far = np.linalg.norm(an, axis=1, keepdims=True)
    u = np.divide(ap, near, out=np.zeros_like(ap), where=near > 0)
    w = np.divide(an, far, out=np.zeros_like(an), where=far > 0)
    excess = far - near + margin
    on = (excess > 0) / len(anchor)
    return np.maximum(excess, 0).mean(), on * (w - u), on * u, -on * w
