# expect: incomplete-windows-kept
import numpy as np


def max_pool2d(x, kernel, stride):
    n, c, h, w = x.shape
    ho = -(-(h - kernel) // stride) + 1
    wo = -(-(w - kernel) // stride) + 1
    values = np.zeros((n, c, ho, wo))
    indices = np.zeros((n, c, ho, wo), dtype=int)
    for i in range(ho):
        for j in range(wo):
            top, left = i * stride, j * stride
            window = x[:, :, top : top + kernel, left : left + kernel]
            columns = window.shape[3]
            window = window.reshape(n, c, -1)
            best = window.argmax(axis=2)
            values[:, :, i, j] = window.max(axis=2)
            indices[:, :, i, j] = (top + best // columns) * w + left + best % columns
    return values, indices
