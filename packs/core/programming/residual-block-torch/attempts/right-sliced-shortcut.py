import torch
import torch.nn.functional as F


def residual_block(x, w1, w2, shortcut=None, stride=1):
    y = F.conv2d(x * (x > 0), w1, padding=1)[:, :, ::stride, ::stride]
    y = F.conv2d(torch.where(y > 0, y, torch.zeros_like(y)), w2, padding="same")
    if shortcut is None:
        return x + y
    kept = x[:, :, ::stride, ::stride]
    return torch.einsum("oc,nchw->nohw", shortcut[:, :, 0, 0], kept) + y
