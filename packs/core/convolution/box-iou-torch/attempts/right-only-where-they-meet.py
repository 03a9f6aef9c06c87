import torch


def box_iou(a, b):
    low = torch.maximum(a[:, None, :2], b[None, :, :2])
    high = torch.minimum(a[:, None, 2:], b[None, :, 2:])
    meet = (low < high).all(dim=-1)
    i, j = meet.nonzero(as_tuple=True)
    common = (high - low)[i, j].prod(dim=-1)
    area_a = (a[:, 2:] - a[:, :2]).prod(dim=-1)
    area_b = (b[:, 2:] - b[:, :2]).prod(dim=-1)
    out = torch.zeros(meet.shape, dtype=a.dtype)
    return out.index_put((i, j), common / (area_a[i] + area_b[j] - common))
