# expect: forbidden-call
import torch.nn.functional as F


def conv2d(x, weight, bias=None, stride=1, padding=0):
    n, _, h, _ = x.shape
    o, c, kh, kw = weight.shape
    ho = (h + 2 * padding - kh) // stride + 1
    columns = F.unfold(x, (kh, kw), padding=padding, stride=stride)
    y = F.conv1d(columns, weight.reshape(o, c * kh * kw, 1), bias)
    return y.reshape(n, o, ho, -1)
