# expect: pair-by-pair
import numpy as np


def box_iou(a, b):
    n, m = len(a), len(b)
    k = min(n, m)
    a, b = a[:k].astype(float), b[:k].astype(float)
    x1, y1, x2, y2 = a.T
    u1, v1, u2, v2 = b.T
    w = np.maximum(np.minimum(x2, u2) - np.maximum(x1, u1), 0)
    h = np.maximum(np.minimum(y2, v2) - np.maximum(y1, v1), 0)
    union = (x2 - x1) * (y2 - y1) + (u2 - u1) * (v2 - v1) - w * h
    out = np.zeros((n, m))
    iou = np.divide(w * h, union, out=np.zeros(union.shape), where=union > 0)
    out[:k, :k] = np.diag(iou)
    return out
