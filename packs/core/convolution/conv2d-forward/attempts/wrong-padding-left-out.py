# expect: padding-left-out
import numpy as np


def conv2d(x, weight, bias=None, stride=1, padding=0):
    n, _, h, w = x.shape
    o, _, kh, kw = weight.shape
    ho = max((h - kh) // stride + 1, 0)
    wo = max((w - kw) // stride + 1, 0)
    y = np.zeros((n, o, ho, wo))
    for i in range(ho):
        for j in range(wo):
            patch = x[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
            y[:, :, i, j] = np.einsum("ncuv,ocuv->no", patch, weight)
    return y if bias is None else y + bias.reshape(1, -1, 1, 1)
