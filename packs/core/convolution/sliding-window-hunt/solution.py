import numpy as np
from numpy.lib.stride_tricks import sliding_window_view


def branches(image, kernels, stride=1, padding=0, size=2, step=2):
    """A convolution with ReLU (K, H', W'), and a max-pooling, both of the image (H, W)."""
    windows = sliding_window_view(np.pad(image, padding), kernels.shape[1:])
    maps = np.einsum("ijuv,kuv->kij", windows[::stride, ::stride], kernels)
    pooled = sliding_window_view(image, (size, size))[::step, ::step].max(axis=(2, 3))
    return np.maximum(maps, 0), pooled
