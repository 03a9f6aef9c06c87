# expect: stride-taken-as-kernel
import numpy as np


def max_pool2d(x, kernel, stride):
    n, c, h, w = x.shape
    ho, wo = h // kernel, w // kernel
    values = np.zeros((n, c, ho, wo))
    indices = np.zeros((n, c, ho, wo), dtype=int)
    for i in range(ho):
        for j in range(wo):
            top, left = i * kernel, j * kernel
            window = x[:, :, top : top + kernel, left : left + kernel].reshape(n, c, -1)
            best = window.argmax(axis=2)
            values[:, :, i, j] = window.max(axis=2)
            indices[:, :, i, j] = (top + best // kernel) * w + left + best % kernel
    return values, indices
