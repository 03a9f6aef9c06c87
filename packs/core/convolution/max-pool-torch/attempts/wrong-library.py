# expect: forbidden-call
import torch.nn.functional as F


def max_pool2d(x, kernel, stride, padding=0):
    return F.max_pool2d(x, kernel, stride, padding)
