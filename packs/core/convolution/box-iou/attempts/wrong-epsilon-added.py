# expect: epsilon-added
import numpy as np


def box_iou(a, b):
    a, b = a.astype(float), b.astype(float)
    x1, y1, x2, y2 = a.T[:, :, None]
    u1, v1, u2, v2 = b.T[:, None, :]
    w = np.maximum(np.minimum(x2, u2) - np.maximum(x1, u1), 0)
    h = np.maximum(np.minimum(y2, v2) - np.maximum(y1, v1), 0)
    union = (x2 - x1) * (y2 - y1) + (u2 - u1) * (v2 - v1) - w * h
    return w * h / (union + 1e-6)
