# expect: changed-argument
import torch
import torch.nn.functional as F


def conv2d(x, weight, bias=None, stride=1, padding=0):
    n, _, h, _ = x.shape
    o, c, kh, kw = weight.shape
    ho = (h + 2 * padding - kh) // stride + 1
    columns = F.unfold(x, (kh, kw), padding=padding, stride=stride)
    y = (weight.reshape(o, c * kh * kw) @ columns).reshape(n, o, ho, -1)
    if bias is not None:
        y = y + bias[:, None, None]
    with torch.no_grad():
        x.zero_()
    return y
