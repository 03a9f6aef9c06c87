# expect: depthwise-only
import numpy as np


def conv2d(x, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
    h, w = x.shape[2:]
    c_out, depth, kh, kw = weight.shape
    ho = (h + 2 * padding - dilation * (kh - 1) - 1) // stride + 1
    wo = (w + 2 * padding - dilation * (kw - 1) - 1) // stride + 1
    x = np.pad(x, [(0, 0), (0, 0), (padding, padding), (padding, padding)])
    y = np.zeros((len(x), c_out, ho, wo))
    for o in range(c_out):
        group = o // (c_out // groups)
        seen = x if groups == 1 else x[:, group * depth : group * depth + 1]
        for i in range(ho):
            for j in range(wo):
                rows = i * stride + dilation * np.arange(kh)
                columns = j * stride + dilation * np.arange(kw)
                window = seen[:, :, rows[:, None], columns]
                y[:, o, i, j] = np.einsum("ncuv,cuv->n", window, weight[o, : seen.shape[1]])
        if bias is not None:
            y[:, o] += bias[o]
    return y
