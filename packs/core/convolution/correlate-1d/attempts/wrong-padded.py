# expect: padded
import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def correlate(signal, kernel, stride=1):
    if stride < 1 or len(kernel) > signal.shape[-1]:
        raise ValueError("does not fit")
    before = (len(kernel) - 1) // 2
    sides = [(0, 0)] * (signal.ndim - 1) + [(before, len(kernel) - 1 - before)]
    padded = np.pad(signal, sides)
    return sliding_window_view(padded, len(kernel), axis=-1)[..., ::stride, :] @ kernel
