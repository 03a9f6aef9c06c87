import numpy as np


def max_pool2d(x, kernel, stride):
    n, c, h, w = x.shape
    plane = np.arange(h * w).reshape(h, w)
    values, indices = [], []
    for top in range(0, h - kernel + 1, stride):
        for left in range(0, w - kernel + 1, stride):
            window = x[:, :, top : top + kernel, left : left + kernel].reshape(n, c, -1)
            best = window.argmax(axis=2)
            values.append(window.max(axis=2))
            indices.append(plane[top : top + kernel, left : left + kernel].ravel()[best])
    shape = (n, c, (h - kernel) // stride + 1, (w - kernel) // stride + 1)
    return np.stack(values, axis=2).reshape(shape), np.stack(indices, axis=2).reshape(shape)
