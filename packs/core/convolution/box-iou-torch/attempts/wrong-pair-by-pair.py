# expect: pair-by-pair
import torch


def box_iou(a, b):
    k = min(len(a), len(b))
    low = torch.maximum(a[:k, :2], b[:k, :2])
    high = torch.minimum(a[:k, 2:], b[:k, 2:])
    common = (high - low).clamp(min=0).prod(dim=1)
    areas = [(box[:k, 2:] - box[:k, :2]).prod(dim=1) for box in (a, b)]
    union = areas[0] + areas[1] - common
    out = torch.zeros(len(a), len(b), dtype=a.dtype)
    out[range(k), range(k)] = common / torch.where(union > 0, union, 1.0)
    return out
