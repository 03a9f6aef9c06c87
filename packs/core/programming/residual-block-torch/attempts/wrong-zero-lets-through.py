# expect: zero-lets-through
import torch.nn.functional as F


def residual_block(x, w1, w2, shortcut=None, stride=1):
    around = x if shortcut is None else F.conv2d(x, shortcut, stride=stride)
    hidden = F.conv2d(x.clamp(min=0), w1, stride=stride, padding=1)
    return around + F.conv2d(hidden.clamp(min=0), w2, padding=1)
