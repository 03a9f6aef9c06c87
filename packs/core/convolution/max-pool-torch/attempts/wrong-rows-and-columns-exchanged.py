# expect: rows-and-columns-exchanged
import torch.nn.functional as F


def max_pool2d(x, kernel, stride, padding=0):
    padded = F.pad(x, (padding,) * 4, value=float("-inf"))
    windows = (
        padded.transpose(2, 3).unfold(2, kernel, stride).unfold(3, kernel, stride).transpose(4, 5)
    )
    return windows.flatten(-2).max(dim=-1).values
