# expect: flipped-kernel
from numpy.lib.stride_tricks import sliding_window_view


def correlate(signal, kernel, stride=1):
    if stride < 1 or len(kernel) > signal.shape[-1]:
        raise ValueError("does not fit")
    windows = sliding_window_view(signal, len(kernel), axis=-1)[..., ::stride, :]
    return windows @ kernel[::-1]
