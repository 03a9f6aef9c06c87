# expect: epsilon-added
import torch


def box_iou(a, b):
    low = torch.maximum(a[:, None, :2], b[:, :2])
    high = torch.minimum(a[:, None, 2:], b[:, 2:])
    common = (high - low).clamp(min=0).prod(dim=2)
    areas = [(box[:, 2:] - box[:, :2]).prod(dim=1) for box in (a, b)]
    union = areas[0][:, None] + areas[1] - common
    return common / (union + 1e-6)
