import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def max_pool2d(x, kernel, stride=None, padding=(0, 0)):
    if stride is None:
        stride = kernel
    h, w = x.shape[2:]
    frame = [(padding[0], padding[0]), (padding[1], padding[1])]
    padded = np.pad(x, [(0, 0), (0, 0), *frame], constant_values=-np.inf)
    plane = np.pad(np.arange(h * w).reshape(h, w), frame, constant_values=-1)

    def cut(a):
        windows = sliding_window_view(a, kernel, axis=(-2, -1))
        windows = windows[..., :: stride[0], :: stride[1], :, :]
        return windows.reshape(*windows.shape[:-2], -1)

    windows, places = cut(padded), cut(plane)
    values = windows.max(-1)
    fitting = (windows == values[..., None]) & (places >= 0)
    first = fitting.argmax(-1)
    places = np.broadcast_to(places, windows.shape)
    return values, np.take_along_axis(places, first[..., None], -1)[..., 0]
