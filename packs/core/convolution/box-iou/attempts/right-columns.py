import numpy as np


def box_iou(a, b):
    x1, y1, x2, y2 = np.asarray(a, dtype=np.float64).T[:, :, np.newaxis]
    u1, v1, u2, v2 = np.asarray(b, dtype=np.float64).T[:, np.newaxis, :]
    w = (np.minimum(x2, u2) - np.maximum(x1, u1)).clip(min=0)
    h = (np.minimum(y2, v2) - np.maximum(y1, v1)).clip(min=0)
    union = (x2 - x1) * (y2 - y1) + (u2 - u1) * (v2 - v1) - w * h
    with np.errstate(invalid="ignore"):
        return np.nan_to_num(w * h / union)
