# expect: sorted-places
import numpy as np


def detect(boxes, scores, threshold):
    x1, y1, x2, y2 = boxes.T
    areas = (x2 - x1) * (y2 - y1)
    wide = np.minimum(x2[:, None], x2) - np.maximum(x1[:, None], x1)
    high = np.minimum(y2[:, None], y2) - np.maximum(y1[:, None], y1)
    common = np.maximum(wide, 0) * np.maximum(high, 0)
    union = areas[:, None] + areas - common
    overlaps = common / union

    order = np.argsort(-scores, kind="stable")
    gone = np.zeros(len(boxes), dtype=bool)
    kept = []
    for place in range(len(order)):
        row = int(order[place])
        if not gone[row]:
            kept.append(place)
            gone = gone | (overlaps[row] > threshold)
    return overlaps, kept
