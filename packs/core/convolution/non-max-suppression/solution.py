import numpy as np


def non_max_suppression(boxes: np.ndarray, scores: np.ndarray, threshold: float) -> list[int]:
    """Rows of the boxes (N, 4) that are kept, by falling score (N,)."""
    kept: list[int] = []
    for index in np.argsort(-scores, kind="stable"):
        if all(_iou(boxes[index], boxes[other]) <= threshold for other in kept):
            kept.append(int(index))
    return kept


def _iou(a: np.ndarray, b: np.ndarray) -> float:
    """Intersection over union; 0 for two boxes without area."""
    sides = np.maximum(np.minimum(a[2:], b[2:]) - np.maximum(a[:2], b[:2]), 0)
    common = np.prod(sides)
    union = (a[2] - a[0]) * (a[3] - a[1]) + (b[2] - b[0]) * (b[3] - b[1]) - common
    return common / union if union > 0 else 0.0
