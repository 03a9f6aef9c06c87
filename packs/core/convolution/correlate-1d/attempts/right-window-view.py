from numpy.lib.stride_tricks import sliding_window_view


def correlate(signal, kernel, stride=1):
    if stride < 1 or kernel.size > signal.shape[-1]:
        raise ValueError("the kernel must fit, and the stride must be at least 1")
    windows = sliding_window_view(signal, kernel.size, axis=-1)[..., ::stride, :]
    return windows @ kernel
