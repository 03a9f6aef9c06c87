# expect: no-hinge
import numpy as np


def triplet_margin_loss(anchor, positive, negative, margin=1.0):
    ap, an = anchor - positive, anchor - negative
    near = np.linalg.norm(ap, axis=1, keepdims=True)
    far = np.linalg.norm(an, axis=1, keepdims=True)
    u = np.divide(ap, near, out=np.zeros_like(ap), where=near > 0)
    w = np.divide(an, far, out=np.zeros_like(an), where=far > 0)
    on = 1 / len(anchor)
    return (near - far + margin).mean(), on * (u - w), -on * u, on * w
