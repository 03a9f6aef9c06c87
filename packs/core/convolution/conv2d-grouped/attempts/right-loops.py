import numpy as np


def conv2d(x, weight, bias=None, stride=1, padding=0, dilation=1, groups=1):
    n, c_in, h, w = x.shape
    c_out, depth, kh, kw = weight.shape
    ho = (h + 2 * padding - dilation * (kh - 1) - 1) // stride + 1
    wo = (w + 2 * padding - dilation * (kw - 1) - 1) // stride + 1
    assert depth * groups == c_in
    y = np.zeros((n, c_out, ho, wo))
    for o in range(c_out):
        first = o // (c_out // groups) * depth
        for i in range(ho):
            for j in range(wo):
                for u in range(kh):
                    for v in range(kw):
                        row = i * stride + u * dilation - padding
                        column = j * stride + v * dilation - padding
                        if 0 <= row < h and 0 <= column < w:
                            seen = x[:, first : first + depth, row, column]
                            y[:, o, i, j] += seen @ weight[o, :, u, v]
        if bias is not None:
            y[:, o] += bias[o]
    return y
