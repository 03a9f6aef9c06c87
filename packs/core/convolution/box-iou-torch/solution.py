def box_iou(a, b):
    """Intersection over union of all pairs (N, M); gradients flow back to both."""
    import torch

    starts = torch.maximum(a[:, None, :2], b[:, :2])  # (N, M, 2)
    ends = torch.minimum(a[:, None, 2:], b[:, 2:])
    common = (ends - starts).clamp(min=0).prod(dim=2)  # (N, M)
    union = _area(a)[:, None] + _area(b) - common
    return common / torch.where(union > 0, union, 1.0)  # a safe divisor has a safe gradient


def _area(boxes):
    return (boxes[:, 2] - boxes[:, 0]) * (boxes[:, 3] - boxes[:, 1])
