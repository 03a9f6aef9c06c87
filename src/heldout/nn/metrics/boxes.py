"""Boxes: intersection over union of all pairs, and non-maximum suppression.

    IoU = |A ∩ B| / (|A| + |B| − |A ∩ B|)

A box is a row (x1, y1, x2, y2) with x1 ≤ x2 and y1 ≤ y2, on a continuous plane: the width is
x2 − x1, nothing is added for a pixel. Letters: N and M boxes. In each direction the overlap is
min(ends) − max(starts), cut off at 0 before the two are multiplied: of boxes apart in both
directions the product of two negative lengths would be positive. Two boxes without area have
union 0, and IoU 0 here.

Suppression goes through the boxes from the highest score down and keeps each that overlaps no
**kept** one by more than the threshold (Felzenszwalb et al. 2010): who was suppressed suppresses
nobody.
"""

from __future__ import annotations

import numpy as np

from ..shapes import Array, floating, must, sizes

__all__ = ["box_iou", "non_max_suppression"]


def box_iou(a: Array, b: Array) -> Array:
    """The overlap (N, M) of each box of a (N, 4) with each of b (M, 4)."""
    a, b = _boxes("a", a), _boxes("b", b)
    kind = np.result_type(a, b)
    wide = np.result_type(kind, np.float32)  # 300² is beyond float16
    a, b = a.astype(wide)[:, None], b.astype(wide)  # (N, 1, 4) and (M, 4)
    starts = np.maximum(a[..., :2], b[..., :2])  # (N, M, 2)
    ends = np.minimum(a[..., 2:], b[..., 2:])
    common = np.maximum(ends - starts, 0).prod(axis=-1)  # (N, M)
    union = _areas(a) + _areas(b) - common
    iou = np.divide(common, union, out=np.zeros_like(union), where=union > 0)
    return iou.astype(kind, copy=False)


def non_max_suppression(boxes: Array, scores: Array, threshold: float) -> list[int]:
    """The boxes (N, 4) that are kept, by falling score (N,); of equal scores the first comes first.

    Suppressed is whoever overlaps a kept box by more than the threshold.
    """
    N, _ = sizes("boxes", boxes, "N 4")
    must(scores.shape == (N,), f"scores must have shape ({N},)", scores.shape, "One for each box.")
    must(0 <= threshold <= 1, "threshold must lie between 0 and 1", threshold, "It is an IoU.")
    iou = box_iou(boxes, boxes)  # (N, N)
    kept: list[int] = []
    for index in np.argsort(-scores.astype(float), kind="stable").tolist():
        if (iou[index, kept] <= threshold).all():
            kept.append(index)
    return kept


def _boxes(name: str, boxes: Array) -> Array:
    boxes = floating(name, boxes)
    _, corners = sizes(name, boxes, "N 4")
    must(corners == 4, f"{name} must have shape (N, 4)", boxes.shape, "x1, y1, x2, y2 in a row.")
    must(
        bool((boxes[:, :2] <= boxes[:, 2:]).all()),
        f"{name} must have x1 <= x2 and y1 <= y2",
        "a box the other way round",
        "From (x, y, width, height) add the first two to the last.",
    )
    return boxes


def _areas(boxes: Array) -> Array:
    return (boxes[..., 2:] - boxes[..., :2]).prod(axis=-1)
