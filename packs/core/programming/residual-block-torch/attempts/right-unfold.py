import torch
import torch.nn.functional as F


def conv(x, w, stride):
    size = w.shape[-1]
    n, _, height, width = x.shape
    patches = F.unfold(x, size, padding=size // 2, stride=stride)
    out = torch.einsum("ok,nkp->nop", w.flatten(1), patches)
    return out.view(n, len(w), (height - 1) // stride + 1, (width - 1) // stride + 1)


def residual_block(x, w1, w2, shortcut=None, stride=1):
    hidden = conv(x.relu(), w1, stride).relu()
    skip = x if shortcut is None else conv(x, shortcut, stride)
    return skip + conv(hidden, w2, 1)
