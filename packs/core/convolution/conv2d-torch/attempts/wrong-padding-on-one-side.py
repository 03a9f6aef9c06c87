# expect: padding-on-one-side
import torch.nn.functional as F


def conv2d(x, weight, bias=None, stride=1, padding=0):
    n, _, h, w = x.shape
    o, c, kh, kw = weight.shape
    ho = (h + 2 * padding - kh) // stride + 1
    wo = (w + 2 * padding - kw) // stride + 1
    x = F.pad(x, (0, 2 * padding, 0, 2 * padding))
    columns = F.unfold(x, (kh, kw), stride=stride)
    y = weight.reshape(o, c * kh * kw) @ columns
    y = y.reshape(n, o, ho, wo)
    return y if bias is None else y + bias[:, None, None]
