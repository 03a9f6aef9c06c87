import numpy as np


def box_iou(a, b):
    kind = a.dtype if a.dtype.kind == "f" else np.float64
    a, b = a.astype(kind), b.astype(kind)
    low = np.maximum(a[:, None, :2], b[None, :, :2])
    high = np.minimum(a[:, None, 2:], b[None, :, 2:])
    common = np.prod(np.clip(high - low, 0, None), axis=2)
    areas = [np.prod(boxes[:, 2:] - boxes[:, :2], axis=1) for boxes in (a, b)]
    union = areas[0][:, None] + areas[1] - common
    return np.where(union > 0, common / np.where(union > 0, union, 1), 0)
