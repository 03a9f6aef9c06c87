# expect: channels-mixed
import torch.nn.functional as F


def max_pool2d(x, kernel, stride, padding=0):
    n, c, h, _ = x.shape
    padded = F.pad(x, (padding,) * 4, value=float("-inf"))
    columns = F.unfold(padded, kernel, stride=stride)
    best = columns.reshape(n, kernel * kernel, c, -1).max(dim=1).values
    rows = (h + 2 * padding - kernel) // stride + 1
    return best.reshape(n, c, rows, -1)
