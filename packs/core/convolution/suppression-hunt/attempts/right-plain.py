import numpy as np


def _overlap(a, b):
    sides = [min(a[k + 2], b[k + 2]) - max(a[k], b[k]) for k in (0, 1)]
    common = max(sides[0], 0.0) * max(sides[1], 0.0)
    areas = [(box[2] - box[0]) * (box[3] - box[1]) for box in (a, b)]
    return common / (areas[0] + areas[1] - common)


def detect(boxes, scores, threshold):
    overlaps = np.array([[_overlap(a, b) for b in boxes] for a in boxes])
    kept = []
    for row in sorted(range(len(boxes)), key=lambda k: -scores[k]):
        if not any(overlaps[row, other] > threshold for other in kept):
            kept.append(row)
    return overlaps, kept
