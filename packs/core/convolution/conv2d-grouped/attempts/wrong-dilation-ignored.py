# expect: dilation-ignored
import numpy as np


def conv2d(x, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
    h, w = x.shape[2:]
    c_out, depth, kh, kw = weight.shape
    ho = (h + 2 * padding - (kh - 1) - 1) // stride + 1
    wo = (w + 2 * padding - (kw - 1) - 1) // stride + 1
    x = np.pad(x, [(0, 0), (0, 0), (padding, padding), (padding, padding)])
    y = np.zeros((len(x), c_out, ho, wo))
    for o in range(c_out):
        group = o // (c_out // groups)
        seen = x[:, group * depth : (group + 1) * depth]
        for i in range(ho):
            for j in range(wo):
                rows = i * stride + np.arange(kh)
                columns = j * stride + np.arange(kw)
                window = seen[:, :, rows[:, None], columns]
                y[:, o, i, j] = np.einsum("ncuv,cuv->n", window, weight[o])
        if bias is not None:
            y[:, o] += bias[o]
    return y
