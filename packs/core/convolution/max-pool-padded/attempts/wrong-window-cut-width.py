# expect: window-cut-width
import numpy as np


def max_pool2d(x, kernel, stride=None, padding=(0, 0)):
    (kh, kw), (ph, pw) = kernel, padding
    sh, sw = stride or kernel
    n, c, h, w = x.shape
    ho = (h + 2 * ph - kh) // sh + 1
    wo = (w + 2 * pw - kw) // sw + 1
    values = np.zeros((n, c, ho, wo))
    indices = np.zeros((n, c, ho, wo), dtype=int)
    for i in range(ho):
        for j in range(wo):
            top, left = max(i * sh - ph, 0), max(j * sw - pw, 0)
            bottom, end = min(i * sh - ph + kh, h), min(j * sw - pw + kw, w)
            window = x[:, :, top:bottom, left:end].reshape(n, c, -1)
            best = window.argmax(-1)
            values[:, :, i, j] = window.max(-1)
            indices[:, :, i, j] = (top + best // kw) * w + left + best % kw
    return values, indices
