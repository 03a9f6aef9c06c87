def box_iou(a, b):
    """Intersection over union of all pairs (N, M); gradients flow back to both."""
    import torch

    starts = torch.maximum(a[:, None, :2], b[:, :2])  # (N, M, 2)
    ends = torch.minimum(a[:, None, 2:], b[:, 2:])
    common = (ends - starts).clamp(min=0).prod(dim=2)  # (N, M)
    union = (a[:, 2:] - a[:, :2]).prod(dim=1)[:, None] + (b[:, 2:] - b[:, :2]).prod(dim=1) - common
    return common / torch.where(union > 0, union, 1.0)  # a safe divisor has a safe gradient
