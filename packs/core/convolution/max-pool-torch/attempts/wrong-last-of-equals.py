# expect: last-of-equals
import torch.nn.functional as F


def max_pool2d(x, kernel, stride, padding=0):
    padded = F.pad(x, (padding,) * 4, value=float("-inf"))
    windows = padded.unfold(2, kernel, stride).unfold(3, kernel, stride)
    return windows.flatten(-2).flip(-1).max(dim=-1).values
