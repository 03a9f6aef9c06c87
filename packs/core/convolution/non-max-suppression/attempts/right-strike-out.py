import numpy as np


def non_max_suppression(boxes, scores, threshold):
    order = np.argsort(-scores, kind="stable")
    x1, y1, x2, y2 = boxes.astype(np.float64).T
    area = (x2 - x1) * (y2 - y1)
    kept = []
    while len(order):
        best, order = order[0], order[1:]
        kept.append(best)
        w = np.maximum(0, np.minimum(x2[best], x2[order]) - np.maximum(x1[best], x1[order]))
        h = np.maximum(0, np.minimum(y2[best], y2[order]) - np.maximum(y1[best], y1[order]))
        union = area[best] + area[order] - w * h
        iou = np.where(union > 0, w * h / np.where(union > 0, union, 1), 0)
        order = order[iou <= threshold]
    return kept
