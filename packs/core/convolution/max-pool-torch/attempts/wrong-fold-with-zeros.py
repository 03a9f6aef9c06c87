# expect: zeros-win
import torch.nn.functional as F


def max_pool2d(x, kernel, stride, padding=0):
    n, c, h, _ = x.shape
    columns = F.unfold(x, kernel, padding=padding, stride=stride)
    best = columns.reshape(n, c, kernel * kernel, -1).max(dim=2).values
    rows = (h + 2 * padding - kernel) // stride + 1
    return best.reshape(n, c, rows, -1)
