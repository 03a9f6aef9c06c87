# expect: epsilon-added
import numpy as np


def non_max_suppression(boxes, scores, threshold):
    areas = (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
    order = np.argsort(-scores, kind="stable")
    kept = []
    while len(order):
        best, rest = order[0], order[1:]
        kept.append(int(best))
        starts = np.maximum(boxes[best, :2], boxes[rest, :2])
        ends = np.minimum(boxes[best, 2:], boxes[rest, 2:])
        common = np.maximum(ends - starts, 0).prod(axis=1)
        overlap = common / (areas[best] + areas[rest] - common + 1e-9)
        order = rest[overlap <= threshold]
    return kept
