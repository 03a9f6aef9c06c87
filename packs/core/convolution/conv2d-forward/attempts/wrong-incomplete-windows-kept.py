# expect: incomplete-windows-kept
import math

import numpy as np


def conv2d(x, weight, bias=None, stride=1, padding=0):
    n, _, h, w = x.shape
    o, _, kh, kw = weight.shape
    ho = math.ceil((h + 2 * padding - kh) / stride) + 1
    wo = math.ceil((w + 2 * padding - kw) / stride) + 1
    x = np.pad(x, [(0, 0), (0, 0), (padding, padding + stride), (padding, padding + stride)])
    y = np.zeros((n, o, ho, wo))
    for i in range(ho):
        for j in range(wo):
            patch = x[:, :, i * stride : i * stride + kh, j * stride : j * stride + kw]
            y[:, :, i, j] = np.einsum("ncuv,ocuv->no", patch, weight)
    return y if bias is None else y + bias.reshape(1, -1, 1, 1)
