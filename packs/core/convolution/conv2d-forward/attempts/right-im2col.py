import numpy as np


def conv2d(x, weight, bias=None, stride=1, padding=0):
    n, c, h, w = x.shape
    o, _, kh, kw = weight.shape
    x = np.pad(x, [(0, 0), (0, 0), (padding, padding), (padding, padding)])
    ho = (h + 2 * padding - kh) // stride + 1
    wo = (w + 2 * padding - kw) // stride + 1
    rows = stride * np.arange(ho)[:, None, None, None] + np.arange(kh)[:, None]
    columns = stride * np.arange(wo)[:, None, None] + np.arange(kw)
    patches = x[:, :, rows, columns]  # (n, c, ho, wo, kh, kw)
    flat = patches.transpose(0, 2, 3, 1, 4, 5).reshape(n * ho * wo, c * kh * kw)
    y = flat @ weight.reshape(o, -1).T
    if bias is not None:
        y += bias
    return y.reshape(n, ho, wo, o).transpose(0, 3, 1, 2)
