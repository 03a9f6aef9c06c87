# expect: width-and-height
import torch


def box_iou(a, b):
    a = torch.cat([a[:, :2], a[:, :2] + a[:, 2:].abs()], dim=1)
    b = torch.cat([b[:, :2], b[:, :2] + b[:, 2:].abs()], dim=1)
    low = torch.maximum(a[:, None, :2], b[:, :2])
    high = torch.minimum(a[:, None, 2:], b[:, 2:])
    common = (high - low).clamp(min=0).prod(dim=2)
    areas = [(box[:, 2:] - box[:, :2]).prod(dim=1) for box in (a, b)]
    union = areas[0][:, None] + areas[1] - common
    return common / torch.where(union > 0, union, 1.0)
