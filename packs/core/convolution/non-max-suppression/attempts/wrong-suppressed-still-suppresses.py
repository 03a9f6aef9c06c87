# expect: suppressed-still-suppresses
import numpy as np


def iou(a, b):
    w = max(min(a[2], b[2]) - max(a[0], b[0]), 0)
    h = max(min(a[3], b[3]) - max(a[1], b[1]), 0)
    union = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - w * h
    return w * h / union if union > 0 else 0


def non_max_suppression(boxes, scores, threshold):
    order = np.argsort(-scores, kind="stable")
    kept = []
    for place, k in enumerate(order):
        if all(iou(boxes[k], boxes[other]) <= threshold for other in order[:place]):
            kept.append(int(k))
    return kept
