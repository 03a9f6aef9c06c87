# expect: skip-forgotten
import torch.nn.functional as F


def residual_block(x, w1, w2, shortcut=None, stride=1):
    around = x if shortcut is None else F.conv2d(x, shortcut, stride=stride)
    hidden = F.conv2d(F.relu(x), w1, stride=stride, padding=1)
    return around * 0 + F.conv2d(F.relu(hidden), w2, padding=1)
