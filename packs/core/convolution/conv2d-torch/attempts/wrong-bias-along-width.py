# expect: bias-along-width
import torch.nn.functional as F


def conv2d(x, weight, bias=None, stride=1, padding=0):
    n, _, h, w = x.shape
    o, c, kh, kw = weight.shape
    ho = (h + 2 * padding - kh) // stride + 1
    wo = (w + 2 * padding - kw) // stride + 1
    columns = F.unfold(x, (kh, kw), padding=padding, stride=stride)
    y = weight.reshape(o, c * kh * kw) @ columns
    y = y.reshape(n, o, ho, wo)
    if bias is None:
        return y
    return y + bias if wo == o else y + bias.mean()
