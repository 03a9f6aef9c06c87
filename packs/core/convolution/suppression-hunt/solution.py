import numpy as np


def detect(boxes, scores, threshold):
    """Overlaps of all boxes with all (N, N), and the rows that suppression keeps."""
    starts = np.maximum(boxes[:, None, :2], boxes[:, :2])  # (N, N, 2)
    ends = np.minimum(boxes[:, None, 2:], boxes[:, 2:])
    common = np.maximum(ends - starts, 0).prod(axis=2)  # (N, N), cut off before the product
    areas = np.diag(common)  # each box with itself
    overlaps = common / (areas[:, None] + areas - common)
    kept: list[int] = []
    for row in np.argsort(-scores, kind="stable"):
        if (overlaps[row, kept] <= threshold).all():
            kept.append(int(row))
    return overlaps, kept
