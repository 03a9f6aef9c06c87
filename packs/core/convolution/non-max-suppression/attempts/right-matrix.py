import numpy as np


def non_max_suppression(boxes, scores, threshold):
    order = np.lexsort((np.arange(len(scores)), -scores))
    b = boxes[order].astype(float)
    low = np.maximum(b[:, None, :2], b[None, :, :2])
    high = np.minimum(b[:, None, 2:], b[None, :, 2:])
    common = np.clip(high - low, 0, None).prod(axis=-1)
    area = (b[:, 2:] - b[:, :2]).prod(axis=-1)
    union = area[:, None] + area - common
    iou = np.divide(common, union, out=np.zeros_like(common), where=union > 0)
    keep = np.ones(len(b), dtype=bool)
    for i in range(len(b)):
        if keep[i]:
            keep[i + 1 :] &= iou[i, i + 1 :] <= threshold
    return order[keep].tolist()
