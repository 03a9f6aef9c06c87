import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def conv2d_backward(grad_out, x, weight, stride=1, padding=0):
    n, _, h, w = x.shape
    o, _, kh, kw = weight.shape
    ho, wo = grad_out.shape[2:]
    spread = np.zeros((n, o, h + 2 * padding - kh + 1, w + 2 * padding - kw + 1))
    spread[:, :, : ho * stride : stride, : wo * stride : stride] = grad_out
    framed = np.pad(spread, [(0, 0), (0, 0), (kh - 1, kh - 1), (kw - 1, kw - 1)])
    windows = sliding_window_view(framed, (kh, kw), axis=(2, 3))
    gx = np.einsum("nohwuv,ocuv->nchw", windows, weight[:, :, ::-1, ::-1])
    padded = np.pad(x, [(0, 0), (0, 0), (padding, padding), (padding, padding)])
    patches = sliding_window_view(padded, spread.shape[2:], axis=(2, 3))
    gw = np.einsum("ncuvhw,nohw->ocuv", patches, spread)
    return gx[:, :, padding : padding + h, padding : padding + w], gw, np.sum(grad_out, (0, 2, 3))
