import torch


def box_iou(a, b):
    x1, y1, x2, y2 = (column[:, None] for column in a.unbind(dim=1))
    u1, v1, u2, v2 = b.unbind(dim=1)
    w = torch.relu(torch.min(x2, u2) - torch.max(x1, u1))
    h = torch.relu(torch.min(y2, v2) - torch.max(y1, v1))
    union = (x2 - x1) * (y2 - y1) + (u2 - u1) * (v2 - v1) - w * h
    return w * h / union.masked_fill(union <= 0, 1)
