import numpy as np


def box_iou(a: np.ndarray, b: np.ndarray) -> np.ndarray:
    """Intersection over union of every box of a (N, 4) with every box of b (M, 4): (N, M)."""
    a = a.astype(float)[:, None]  # (N, 1, 4), whole numbers could overflow
    b = b.astype(float)  # (M, 4)
    starts = np.maximum(a[..., :2], b[..., :2])  # (N, M, 2)
    ends = np.minimum(a[..., 2:], b[..., 2:])
    common = _area(np.concatenate([starts, ends], axis=-1))  # (N, M)
    union = _area(a) + _area(b) - common
    return np.divide(common, union, out=np.zeros(union.shape), where=union > 0)


def _area(boxes: np.ndarray) -> np.ndarray:
    """0 where the corners have changed sides."""
    sides = np.maximum(boxes[..., 2:] - boxes[..., :2], 0)
    return sides[..., 0] * sides[..., 1]
