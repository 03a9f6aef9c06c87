# expect: stride-left-out
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def conv2d(x, weight, bias=None, stride=1, padding=0):
    x = np.pad(x, [(0, 0), (0, 0), (padding, padding), (padding, padding)])
    windows = sliding_window_view(x, weight.shape[2:], axis=(2, 3))
    y = np.einsum("nchwuv,ocuv->nohw", windows, weight)
    return y if bias is None else y + bias.reshape(1, -1, 1, 1)
