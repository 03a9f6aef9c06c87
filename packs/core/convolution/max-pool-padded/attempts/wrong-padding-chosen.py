# expect: padding-chosen
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def max_pool2d(x, kernel, stride=None, padding=(0, 0)):
    stride = kernel if stride is None else stride
    w = x.shape[3]
    (ph, pw), (kh, kw) = padding, kernel
    padded = np.pad(x, [(0, 0), (0, 0), (ph, ph), (pw, pw)], constant_values=-np.inf)
    windows = sliding_window_view(padded, kernel, axis=(2, 3))[:, :, :: stride[0], :: stride[1]]
    flat = windows.reshape(*windows.shape[:4], kh * kw)
    row, column = np.divmod(flat.argmax(-1), kw)
    row = row + stride[0] * np.arange(flat.shape[2])[:, None] - ph
    column = column + stride[1] * np.arange(flat.shape[3]) - pw
    return flat.max(-1), row * w + column
